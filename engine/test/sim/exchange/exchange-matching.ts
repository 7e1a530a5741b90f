import type { InstrumentId } from '../../../domain/instrument/instrument.ts';
import { signOf } from '../../../domain/order/side.ts';
import type { VenueReport } from '../../../domain/venue/venue-report.ts';
import type { Random } from '../../../numerics/random.ts';
import type { Agenda } from '../agenda.ts';
import type { ExchangeAccount } from './exchange-account.ts';
import { type ExchangeOrder, isLive, leftOf, reportOf } from './exchange-order.ts';
import { PriceRecord } from './price-record.ts';

/** What the matching works with. */
export interface MatchingParts {
  readonly agenda: Agenda;
  readonly account: ExchangeAccount;
  readonly random: Random;
  /** Delay until questions find what just happened, in ms. */
  readonly readDelay: () => number;
  /** Exits that rest stay when nothing is held any more. */
  readonly keepsExits: boolean;
  readonly isSpot: boolean;
  /** Limit orders find little at a time: they are filled bit by bit, for seconds. */
  readonly isThin: boolean;
  /** Chances that a stop that was set off never fills, and that a stop vanishes as its market moves. */
  readonly triggerStalls: () => number;
  readonly stopVanishes: () => number;
  /** The chance that it does without a word, and what draws that. */
  readonly stopVanishesUntold: () => number;
  readonly untold: Random;
  /** Whether a stop that is set off finds what it is to sell. */
  readonly hasCoins: (stop: ExchangeOrder) => boolean;
  /** Tells the private stream. */
  readonly tell: (report: VenueReport) => void;
  /** Called as the venue takes a stop back by itself. */
  readonly onVanished: (id: InstrumentId) => void;
  /** Called after anything changed in what is held of an instrument or in what protects it. */
  readonly onTruth: (id: InstrumentId) => void;
}

interface Quote {
  bid: number;
  ask: number;
}

/** Orders of market or set-off stops are filled in at most so many pieces. */
const MOST_PIECES = 4;
const PIECE_GAP_MS = [20, 350] as const;
/** The same for limit orders in a thin market. */
const THIN_GAP_MS = [300, 2000] as const;

/** Where orders meet the market and become trades. */
export class ExchangeMatching {
  readonly #parts: MatchingParts;
  readonly #orders: ExchangeOrder[] = [];
  readonly #quotes = new Map<InstrumentId, Quote>();
  readonly #stalled = new Set<ExchangeOrder>();
  readonly prices = new PriceRecord();

  constructor(parts: MatchingParts) {
    this.#parts = parts;
  }

  /** Live orders, oldest first. */
  get live(): readonly ExchangeOrder[] {
    return this.#orders;
  }

  bid(id: InstrumentId): number {
    return this.#quotes.get(id)?.bid ?? 0;
  }

  ask(id: InstrumentId): number {
    return this.#quotes.get(id)?.ask ?? 0;
  }

  /** The market moves; resting orders and stops meet it. */
  quote(id: InstrumentId, bid: number, ask: number): void {
    this.#quotes.set(id, { bid, ask });
    this.prices.note(id, { bid, ask, time: this.#parts.agenda.now });
    this.#meetPositionStop(id);
    for (const order of this.#orders.slice()) {
      if (order.instrument !== id) continue;
      this.#mayVanish(order);
      this.#meet(order);
    }
  }

  /** Whether a trigger is already reached. */
  isReached(order: Pick<ExchangeOrder, 'instrument' | 'side' | 'trigger'>): boolean {
    const { instrument, side, trigger } = order;
    if (trigger === undefined) return false;
    return side === 'sell' ? this.bid(instrument) <= trigger : this.ask(instrument) >= trigger;
  }

  /** Puts a new order into the market. */
  add(order: ExchangeOrder): void {
    this.#orders.push(order);
    this.tellOrder(order);
    this.#parts.onTruth(order.instrument);
    this.#meet(order);
  }

  /** Ends an order that is live, and says so unless `isTold` is false. */
  end(
    order: ExchangeOrder,
    state: 'canceled' | 'expired' | 'rejected',
    code?: string,
    isTold: boolean = true,
  ): void {
    if (!isLive(order)) return;
    order.state = state;
    order.venueCode = code;
    order.venueTime = this.#parts.agenda.now;
    this.#drop(order);
    if (isTold) this.tellOrder(order);
    this.#parts.onTruth(order.instrument);
  }

  /** The position's own stop is no order that the stream would tell of. */
  tellOrder(order: ExchangeOrder): void {
    order.venueTime = this.#parts.agenda.now;
    if (order.isAttached) return;
    this.#parts.tell({ kind: 'stream-order', order: reportOf(order) });
  }

  /** An order that was changed meets the market again. */
  meetAgain(order: ExchangeOrder): void {
    this.tellOrder(order);
    this.#parts.onTruth(order.instrument);
    this.#meet(order);
  }

  #mayVanish(order: ExchangeOrder): void {
    const { random, stopVanishes, stopVanishesUntold, untold } = this.#parts;
    const isStop = order.type === 'stop' && order.state === 'open' && order.orderId !== undefined;
    if (!isStop) return;
    const isTold = random.uniform() < stopVanishes();
    if (!isTold && untold.uniform() >= stopVanishesUntold()) return;
    this.#parts.onVanished(order.instrument);
    this.end(order, 'canceled', 'by-the-venue', isTold);
  }

  #meet(order: ExchangeOrder): void {
    if (order.state !== 'open') return;
    if (order.type === 'market') return this.#work(order);
    if (order.type === 'stop') {
      if (this.isReached(order)) this.#trigger(order);
      return;
    }
    if (this.#crosses(order)) this.#work(order);
    else if (order.timeInForce !== 'gtc') this.end(order, 'canceled', 'nothing-to-meet');
  }

  #crosses({ instrument, limit, side }: ExchangeOrder): boolean {
    if (limit === undefined) return false;
    return side === 'buy' ? this.ask(instrument) <= limit : this.bid(instrument) >= limit;
  }

  #trigger(order: ExchangeOrder): void {
    if (!this.#parts.hasCoins(order)) return this.end(order, 'rejected', 'insufficient-balance');
    order.state = 'triggered';
    this.tellOrder(order);
    if (this.#parts.random.uniform() < this.#parts.triggerStalls()) this.#stalled.add(order);
    else this.#work(order);
  }

  /** Fills a piece now and the rest piece by piece. */
  #work(order: ExchangeOrder): void {
    if (!isLive(order) || this.#stalled.has(order)) return;
    if (order.type === 'limit' && !this.#crosses(order)) return;
    const { agenda, random } = this.#parts;
    const most = order.reduceOnly ? Math.min(leftOf(order), this.closable(order)) : leftOf(order);
    if (most <= 0) return this.end(order, 'canceled', 'nothing-to-reduce');
    const isSlow = this.#parts.isThin && order.type === 'limit' && order.timeInForce === 'gtc';
    const piece = isSlow ? Math.ceil(most / 3) : drawnPiece(random, most);
    this.#fill(order, order.timeInForce === 'fok' ? most : piece);
    if (order.timeInForce === 'ioc') return this.end(order, 'canceled', 'nothing-left-to-meet');
    const [least, longest] = isSlow ? THIN_GAP_MS : PIECE_GAP_MS;
    if (isLive(order)) agenda.in(least + random.integer(longest - least), () => this.#work(order));
  }

  /** Most lots an order that only reduces may trade. Spot knows none: a buy brings back what was sold of others'. */
  closable({ instrument, side }: Pick<ExchangeOrder, 'instrument' | 'side'>): number {
    if (side === 'buy' && this.#parts.isSpot) return Infinity;
    const held = this.#parts.account.shown(instrument);
    return held * signOf(side) < 0 ? Math.abs(held) : 0;
  }

  #fill(order: ExchangeOrder, size: number): void {
    const { account, agenda, readDelay, tell } = this.#parts;
    const at = order.side === 'buy' ? this.ask(order.instrument) : this.bid(order.instrument);
    const isMaker = order.type === 'limit' && order.createdAt < agenda.now;
    order.filledLots += size;
    if (leftOf(order) === 0) {
      order.state = 'filled';
      this.#drop(order);
    }
    const trade = account.execute(order, {
      lots: size,
      ticks: isMaker ? (order.limit ?? at) : at,
      liquidity: isMaker ? 'maker' : 'taker',
      time: agenda.now,
      visibleAt: agenda.now + readDelay(),
    });
    tell({ kind: 'stream-trade', trade });
    this.tellOrder(order);
    if (order.attachedStop !== undefined) this.#protect(order);
    if (account.held(order.instrument) === 0) this.#afterFlat(order.instrument);
    this.#parts.onTruth(order.instrument);
  }

  /** The stop that came inside the entry becomes the position's in the instant of the fill. */
  #protect({ attachedStop, instrument, side }: ExchangeOrder): void {
    const { account } = this.#parts;
    if (account.held(instrument) * signOf(side) > 0) account.setPositionStop(instrument, attachedStop);
  }

  /** The exchange takes back what only a position gives a meaning; stops of ours stay until we take them back. */
  #afterFlat(id: InstrumentId): void {
    this.#parts.account.setPositionStop(id, undefined);
    for (const order of this.#orders.slice()) {
      const isResting = order.type === 'limit' && this.#parts.keepsExits;
      const isOfPosition = order.reduceOnly && !isResting && (order.type !== 'stop' || order.isAttached);
      if (order.instrument === id && isOfPosition) this.end(order, 'canceled', 'nothing-to-reduce');
    }
  }

  #meetPositionStop(id: InstrumentId): void {
    const { account, agenda } = this.#parts;
    const trigger = account.positionStop(id);
    const held = account.held(id);
    if (trigger === undefined || held === 0) return;
    const side = held > 0 ? 'sell' : 'buy';
    if (!this.isReached({ instrument: id, side, trigger })) return;
    account.setPositionStop(id, undefined);
    this.add({
      venueOrderId: `${id}-position-stop-${agenda.now}`,
      orderId: undefined,
      instrument: id,
      side,
      type: 'stop',
      timeInForce: 'gtc',
      reduceOnly: true,
      isAttached: true,
      attachedStop: undefined,
      createdAt: agenda.now,
      visibleAt: agenda.now,
      lots: Math.abs(held),
      filledLots: 0,
      limit: undefined,
      trigger,
      state: 'open',
      venueTime: agenda.now,
      venueCode: undefined,
    });
  }

  #drop(order: ExchangeOrder): void {
    const index = this.#orders.indexOf(order);
    if (index >= 0) this.#orders.splice(index, 1);
  }
}

/** Everything, or one of a few pieces. */
function drawnPiece(random: Random, most: number): number {
  if (random.uniform() < 0.5) return most;
  return Math.ceil(most / (1 + random.integer(MOST_PIECES)));
}
