import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Fill } from '../domain/order/fill.ts';
import type { OrderIntent, RunId } from '../domain/order/order-intent.ts';
import type { OrderId } from '../domain/order/order.ts';
import type { MakerTerms } from '../domain/risk/maker-terms.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { lots } from '../domain/units/lots.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { Situation } from '../risk/gate.ts';
import { review } from '../risk/review.ts';
import {
  grossExposureOf,
  type KernelRooms,
  pendingElsewhereOf,
  promisedElsewhereOf,
} from './kernel-rooms.ts';
import { isVenueNews, VenueNews } from './live/venue-news.ts';
import { OwnRecord } from './own-record.ts';
import { RefusalStreaks } from './refusal-streaks.ts';
import { type ChangeCommand, changeByHand } from './risk/change-by-hand.ts';
import { countedLots, judgedLots } from './risk/counted-lots.ts';
import { DustTeller } from './risk/dust-teller.ts';
import { largestRiskFirst } from './risk/flatten-order.ts';
import { type LargeOrder, LargeOrders } from './risk/large-orders.ts';
import { makerDoor } from './risk/maker-door.ts';
import { countedPositionCount, openingPositionCount } from './risk/position-counts.ts';
import { RiskDesk } from './risk/risk-desk.ts';
import type { ClosingWish, EntriesOf, RiskDoor } from './risk/risk-door.ts';
import { isUnsellable } from './risk/unsellable.ts';
import { standingOf } from './risk/standing-of.ts';
import { UnwantedEntries } from './unwanted-entries.ts';

/** What holds at the moment an intent is judged. */
export interface Now {
  readonly time: UnixMs;
  readonly tradingState: TradingState;
}

/** A desk without a kernel of its own has no trading state to set; its limits refuse entries all the same. */
export const NO_STATE = { setTradingState: () => undefined, flatten: () => undefined };

/**
 * Where intents meet risk, orders meet the venue and fills meet the ledger: everything that happens
 * at this desk is told to `emit`, in order.
 */
export class OrderDesk {
  readonly #rooms: KernelRooms;
  readonly #emit: (outcome: Outcome) => void;
  readonly #streaks = new RefusalStreaks();
  readonly #large = new LargeOrders();
  readonly #lastEntrySentAt = new Map<InstrumentId, UnixMs>();
  /** Entries that were still open when their position was to be closed. */
  readonly unwanted: UnwantedEntries;
  /** Tells the formulas what became of our orders. */
  readonly own: OwnRecord;
  /** Keeps the account's record and watches its limits. */
  readonly risk: RiskDesk;
  /** What a real venue does by itself. */
  readonly news = new VenueNews();
  readonly #dust: DustTeller;
  #door: RiskDoor | undefined;
  /** Set by every booking; whoever reads it takes it back. */
  hasBooked = false;

  constructor(rooms: KernelRooms, emit: (outcome: Outcome) => void) {
    this.#rooms = rooms;
    this.#dust = new DustTeller(rooms);
    this.risk = new RiskDesk(rooms, emit);
    this.unwanted = new UnwantedEntries(rooms);
    this.#emit = (outcome) => {
      emit(outcome);
      this.risk.learn(outcome);
    };
    this.own = new OwnRecord(rooms);
  }

  get lastEntrySentAt(): ReadonlyMap<InstrumentId, UnixMs> {
    return this.#lastEntrySentAt;
  }

  restoreLastEntry(instrument: InstrumentId, sentAt: UnixMs): void {
    this.#lastEntrySentAt.set(instrument, sentAt);
  }

  /** Tells what a room said and books its fills and payments. */
  settle(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      this.#emit(outcome);
      if (outcome.kind === 'order-filled') this.#book(outcome.fill);
      this.hasBooked ||= outcome.kind === 'funding-paid' || isVenueNews(outcome);
      if (isVenueNews(outcome)) this.settle(this.news.take(outcome, this.#rooms.ledger));
    }
  }

  /** Lets risk act on what has happened: limits, exits, resting entries. */
  tend(now: Now, state: Pick<RiskDoor, 'setTradingState' | 'flatten'>): void {
    this.#door ??= this.doorTo(state);
    this.risk.act(now, this.hasBooked, this.#door);
  }

  /** How risk acts: through this desk. */
  doorTo(state: Pick<RiskDoor, 'setTradingState' | 'flatten'>): RiskDoor {
    return {
      ...state,
      close: (runId, instrument, wish, now) => this.close(runId, instrument, wish, now),
      closeEverything: (because, now) => this.closeEverything(because, now),
      moveStop: (entryId, trigger, time) => this.settle(this.#rooms.venue.moveStop(entryId, trigger, time)),
      propose: (intent, now) => (this.propose(intent, now) ? this.#newestOf(intent) : undefined),
      cancel: (orderId, because, time) => this.cancel(orderId, because, time),
      cancelEntries: (because, time, of) => this.cancelEntries(because, time, of),
    };
  }

  /** Puts an intent before risk; true when it became an order. */
  propose(wish: OrderIntent, now: Now): boolean {
    return this.#judge(this.#warmedUp(wish), now);
  }

  /** A person has confirmed the order that was refused under this key: that one leaves, as it was, once. */
  confirm(key: string, now: Now): boolean {
    const large = this.#large.take(key, now.time);
    if (large) return this.#judge({ ...large.intent, isConfirmed: true }, now);
    this.#emit({ kind: 'notice', level: 'warning', text: 'no order waits to be confirmed any more' });
    return false;
  }

  /** The order by hand that waits under a key to be confirmed for its size. */
  largeOrder(key: string, time: UnixMs): LargeOrder | undefined {
    return this.#large.find(key, time);
  }

  #judge(intent: OrderIntent, now: Now): boolean {
    const situation = this.#situation(intent, now);
    const verdict = situation
      ? review(intent, situation)
      : ({ ok: false, refusal: { code: 'unknown-instrument', measured: {} } } as const);
    const { runners, venue } = this.#rooms;
    if (!verdict.ok) {
      this.risk.noteRefused(verdict.refusal, now.time);
      if (verdict.refusal.code === 'order-needs-confirmation' && intent.runId === 'manual')
        this.#large.note({ intent, measured: verdict.refusal.measured, refusedAt: now.time });
      const repeats = this.#streaks.note(intent, verdict.refusal, now.time);
      if (repeats > 0) this.#emit({ kind: 'intent-refused', intent, refusal: verdict.refusal, repeats });
      if (intent.role === 'entry')
        runners.get(intent.runId)?.noteBlocked(verdict.refusal.code, intent.side, now.time);
      return false;
    }
    this.#streaks.end(intent.runId);
    if (intent.role === 'entry') {
      this.#lastEntrySentAt.set(intent.instrument, now.time);
      this.#rooms.armed.noteEntry();
    }
    this.settle(venue.submit(verdict.order, now.time, this.#midHalfTicks(intent.instrument)));
    return true;
  }

  /** The first entries after arming leave at a part of their size. */
  #warmedUp(intent: OrderIntent): OrderIntent {
    const { armed } = this.#rooms;
    if (intent.role !== 'entry' || armed.warmUpLeft === 0) return intent;
    const size = armed.warmUpSize(intent.lots);
    const text = `warm-up: ${size} of ${intent.lots} lots, ${armed.warmUpLeft} entries left of it`;
    this.#emit({ kind: 'notice', level: 'info', text });
    return { ...intent, lots: size };
  }

  /** Tries an entry as a resting order first; true when it rests. */
  rest(intent: OrderIntent, strategyId: string, terms: MakerTerms, now: Now): boolean {
    const door = makerDoor(this.#rooms, now, this.doorTo(NO_STATE));
    return this.risk.maker.begin(intent, strategyId, terms, door);
  }

  /**
   * Closes at market what the run holds and no market exit on its way takes off, in orders no larger than the venue's
   * largest and none that it would not take; true when one was sent.
   */
  close(runId: RunId, instrument: Instrument, why: string | ClosingWish, now: Now): boolean {
    const { lots: most = Infinity, ...marks } = typeof why === 'string' ? { reason: why } : why;
    const held = this.#rooms.ledger.signedLots(runId, instrument.id);
    let hasSent = false;
    const leaving = Math.min(most, Math.abs(held) - this.#leavingLots(runId, instrument.id));
    for (let left = leaving; left > 0; left -= instrument.maxLots) {
      const intent: OrderIntent = {
        runId,
        instrument: instrument.id,
        role: 'exit',
        side: held > 0 ? 'sell' : 'buy',
        lots: lots(Math.min(left, instrument.maxLots)),
        kind: { type: 'market' },
        reduceOnly: true,
        ...marks,
      };
      if (isUnsellable(this.#rooms, instrument, left) || !this.propose(intent, now)) return hasSent;
      hasSent = true;
    }
    return hasSent;
  }

  /** Closes every position, what could lose most first. Stops stay until it is flat. */
  closeEverything(reason: string, now: Now): void {
    for (const { instrument: id, runId } of largestRiskFirst(this.#rooms)) {
      const instrument = this.#rooms.instruments.get(id);
      if (instrument) this.close(runId, instrument, reason, now);
    }
  }

  /** Closes what entries that nobody wants any more have filled. */
  closeUnwanted(now: Now): void {
    this.unwanted.closeFilled((runId, instrument, because) => this.close(runId, instrument, because, now));
  }

  /** Changes an order, or moves the stops behind a position, by hand. */
  change(command: ChangeCommand, now: Now): void {
    const situationOf = (intent: OrderIntent) => this.#situation(intent, now);
    const door = { time: now.time, ceiling: this.risk.amendCeiling(now.time), situationOf };
    this.settle(changeByHand(this.#rooms, command, door));
  }

  cancel(orderId: OrderId, because: string, time: UnixMs): void {
    this.settle(this.#rooms.venue.cancel(orderId, because, time));
  }

  /** Takes back what could still open a position, of one run, in one instrument or all; protective stops stay. */
  cancelEntries(because: string, time: UnixMs, { instrument, runId, status }: EntriesOf = {}): void {
    for (const order of this.#rooms.venue.openOrders()) {
      const isMeant =
        (runId === undefined || order.runId === runId) &&
        (status === undefined || order.status === status) &&
        (instrument === undefined || order.instrument === instrument);
      if (order.role === 'entry' && isMeant) this.cancel(order.id, because, time);
    }
  }

  #newestOf({ instrument, role, runId }: OrderIntent): OrderId | undefined {
    return this.#rooms.venue
      .openOrders()
      .findLast((order) => order.runId === runId && order.role === role && order.instrument === instrument)
      ?.id;
  }

  #book(fill: Fill): void {
    const { instruments, ledger, runners } = this.#rooms;
    const instrument = instruments.get(fill.instrument);
    if (!instrument) throw new Error(`a fill of an unknown instrument: ${fill.instrument}`);
    this.hasBooked = true;
    runners.get(fill.runId)?.noteFill(fill, countedLots(this.#rooms, fill.runId, instrument));
    this.own.noteOpening(fill, instrument);
    const booked = ledger.book(fill, instrument);
    for (const outcome of booked) this.#emit(outcome);
    const closed = booked.find((outcome) => outcome.kind === 'trade-closed');
    this.own.noteFill(fill, instrument, closed?.trade);
    for (const outcome of this.#dust.noteFill(fill, instrument)) this.#emit(outcome);
  }

  /** Lots of market exits on their way. An exit that waits for its price may never come: it does not count. */
  #leavingLots(runId: RunId, instrument: InstrumentId): number {
    let leaving = 0;
    for (const order of this.#rooms.venue.openOrders()) {
      const isOurs = order.runId === runId && order.instrument === instrument;
      if (isOurs && order.role === 'exit' && order.kind.type === 'market')
        leaving += order.lots - order.filledLots;
    }
    return leaving;
  }

  #midHalfTicks(id: InstrumentId): number | undefined {
    const book = this.#rooms.market.of(id)?.book;
    return book && book.bestBid > 0 && book.bestAsk > 0 ? book.bestBid + book.bestAsk : undefined;
  }

  #situation(intent: OrderIntent, now: Now): Situation | undefined {
    const { description, ledger, market: markets, venue } = this.#rooms;
    const market = markets.of(intent.instrument);
    if (!market) return undefined;
    return {
      time: now.time,
      tradingState: now.tradingState,
      settings: description.risk,
      fixedLimits: this.risk.hasPolicy ? undefined : description.risk,
      instrument: market.instrument,
      equity: ledger.account(now.time, (id) => markets.of(id)?.markTicks ?? 0).equity,
      feedIsLive: market.feed === 'live',
      feedAgeMs: market.lastEventTime === 0 ? undefined : now.time - market.lastEventTime,
      bestBid: market.book.bestBid,
      bestAsk: market.book.bestAsk,
      runLots: judgedLots(this.#rooms, intent, market.instrument),
      netLots: ledger.netLots(intent.instrument),
      grossExposure: grossExposureOf(this.#rooms),
      pendingElsewhere: pendingElsewhereOf(this.#rooms, intent.instrument),
      promisedElsewhere: promisedElsewhereOf(this.#rooms, intent.instrument),
      openPositions: countedPositionCount(this.#rooms),
      openingPositions: openingPositionCount(this.#rooms),
      openOrders: venue.openOrders(),
      lastEntrySentAt: this.#lastEntrySentAt.get(intent.instrument),
      standing: standingOf(this.risk, this.#rooms, intent, now.time),
    };
  }
}
