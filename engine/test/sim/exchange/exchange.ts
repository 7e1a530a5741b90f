import type { Instrument } from '../../../domain/instrument/instrument.ts';
import { limitOfKind, triggerOfKind } from '../../../domain/order/order-kind.ts';
import type { VenueAnswer } from '../../../domain/venue/venue-report.ts';
import type {
  AmendRequest,
  CancelRequest,
  PlaceRequest,
  VenueRequest,
} from '../../../domain/venue/venue-request.ts';
import type { ExchangeAccount } from './exchange-account.ts';
import type { ExchangeMatching } from './exchange-matching.ts';
import { ExchangeAnswers, type OrderName } from './exchange-answers.ts';
import type { ExchangeParts } from './exchange-parts.ts';
import { type ExchangeOrder, isLive, reportOf } from './exchange-order.ts';
import { isCovered, isWorthTooLittle, type Sale } from './coins.ts';
import { refused } from './refusals.ts';

/** A create request that broke the rules of the instrument; risk gates must not let one through. */
export interface FilterFailure {
  readonly request: PlaceRequest;
  readonly because: string;
}

/**
 * A venue that keeps its own truth. It takes requests the moment they arrive and answers the moment it has
 * done them; whatever happens to either on the way is not its business.
 */
export class Exchange {
  readonly account: ExchangeAccount;
  readonly matching: ExchangeMatching;
  /** Create requests that arrived, by our order id: more than one is a breach. */
  readonly created = new Map<string, number>();
  readonly filterFailures: FilterFailure[] = [];
  /** Stops that were changed where they stand, or replaced in one request. */
  movedStops = 0;
  readonly #parts: ExchangeParts;
  readonly #answers: ExchangeAnswers;
  readonly #all = new Map<string, ExchangeOrder>();
  readonly #ofClient = new Map<string, ExchangeOrder>();
  readonly #ofClientAll = new Map<string, readonly ExchangeOrder[]>();
  #count = 0;
  #deadManRound = 0;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    this.account = parts.account;
    this.matching = parts.matching;
    this.#answers = new ExchangeAnswers(parts, (name) => this.#find(name));
  }

  /** Every order that was ever accepted from us, by our id. */
  ordersOf(orderId: string): readonly ExchangeOrder[] {
    return this.#ofClientAll.get(orderId) ?? [];
  }

  get instruments(): readonly Instrument[] {
    return this.#parts.instruments;
  }

  get orders(): readonly ExchangeOrder[] {
    return [...this.#all.values()];
  }

  /**
   * Does what is asked, at the present moment; `signedAt` is the sender's stamp on the request. Where it `refusesNew`, an
   * order that is to replace another is refused once that one is gone.
   */
  handle(request: VenueRequest, signedAt: number, refusesNew = false): VenueAnswer {
    const { agenda, traits } = this.#parts;
    const age = agenda.now - signedAt;
    const isPlain = request.kind === 'place' && request.order.type !== 'stop-market';
    const window = (isPlain ? traits.plainWindowMs : undefined) ?? traits.receiveWindowMs;
    if (window !== undefined && (age > window || age < -1000)) return refused('outside-window');
    switch (request.kind) {
      case 'place':
        return request.replaces === undefined ? this.#place(request) : this.#replace(request, refusesNew);
      case 'amend':
        return this.#amend(request);
      case 'cancel':
        return this.#cancel(request);
      case 'cancel-all-after':
        return this.#setDeadMan(request.seconds);
      case 'ask-order':
      case 'ask-open-orders':
      case 'ask-trades':
      case 'ask-positions':
      case 'ask-balances':
      case 'ask-cash-flows':
      case 'ask-prices':
      case 'ask-clock':
        return this.#answers.to(request);
    }
  }

  /** An order made by hand at the venue, by somebody else with the same account. */
  placeByHand(request: Omit<PlaceRequest, 'kind' | 'requestId'>): void {
    if (this.#hasCoins(request)) this.#accept({ kind: 'place', requestId: 0, ...request }, undefined);
  }

  /** Filters come first; then what cannot be taken back is not replaced, and what was stays gone. */
  #replace(request: PlaceRequest, refusesNew: boolean): VenueAnswer {
    if (this.#filterFailureOf(request) !== undefined) return this.#place(request);
    const old = request.replaces && this.#find(request.replaces);
    const isThere = old !== undefined && isLive(old);
    if (isThere) this.matching.end(old, 'canceled');
    if (!isThere || refusesNew) this.#noteArrival(request);
    if (!isThere) return refused('nothing-replaced');
    const answer = refusesNew ? refused('insufficient-balance') : this.#place(request);
    if (answer.kind !== 'refused') this.movedStops += 1;
    return answer.kind === 'refused' ? { ...answer, hasTakenBack: true } : answer;
  }

  #noteArrival({ orderId }: PlaceRequest): void {
    this.created.set(orderId, (this.created.get(orderId) ?? 0) + 1);
  }

  #place(request: PlaceRequest): VenueAnswer {
    const { orderId } = request;
    this.#noteArrival(request);
    const same = this.#ofClient.get(orderId);
    // Like most venues it holds ids unique among live orders only.
    if (same && isLive(same)) return refused('duplicate-client-id');
    const filter = this.#filterFailureOf(request);
    if (filter !== undefined) {
      this.filterFailures.push({ request, because: filter });
      return refused('filter-failure');
    }
    if (request.attachedStop !== undefined && !this.#parts.traits.attachesStops)
      return refused('unsupported-type');
    if (!this.#hasCoins(request)) return refused('insufficient-balance');
    if (request.reduceOnly && this.matching.closable(request) === 0) return refused('reduce-only-rejected');
    const { order } = request;
    if (
      order.type === 'stop-market' &&
      this.matching.isReached({
        instrument: request.instrument,
        side: request.side,
        trigger: order.trigger,
      })
    )
      return refused('stop-would-trigger');
    const accepted = this.#accept(request, orderId);
    return this.#done(accepted);
  }

  #hasCoins(sale: Sale): boolean {
    const { instruments, traits } = this.#parts;
    return isCovered(sale, { instruments, traits, account: this.account, live: this.matching.live });
  }

  #filterFailureOf({ instrument: id, lots: size, order }: PlaceRequest): string | undefined {
    const instrument = this.#parts.instruments.find((each) => each.id === id);
    if (!instrument) return `${id} is not traded here`;
    if (!Number.isSafeInteger(size) || size < instrument.minLots || size > instrument.maxLots)
      return `${size} lots are outside ${instrument.minLots} to ${instrument.maxLots}`;
    const at = triggerOfKind(order) ?? limitOfKind(order) ?? this.matching.bid(id);
    if (isWorthTooLittle(instrument, size, at)) return `${size} lots are worth too little`;
    const known = order.type === 'market' || order.type === 'limit' || order.type === 'stop-market';
    return known ? undefined : `orders of type ${order.type} are not known here`;
  }

  #accept(request: PlaceRequest, orderId: string | undefined): ExchangeOrder {
    const { agenda, readDelay } = this.#parts;
    const { order: kind } = request;
    this.#count += 1;
    const order: ExchangeOrder = {
      venueOrderId: `v${this.#count}`,
      orderId,
      instrument: request.instrument,
      side: request.side,
      type: kind.type === 'stop-market' ? 'stop' : kind.type === 'limit' ? 'limit' : 'market',
      timeInForce: kind.type === 'limit' ? kind.timeInForce : 'gtc',
      reduceOnly: request.reduceOnly,
      isAttached: false,
      attachedStop: request.attachedStop,
      createdAt: agenda.now,
      visibleAt: agenda.now + readDelay(),
      lots: request.lots,
      filledLots: 0,
      limit: kind.type === 'limit' ? kind.limit : undefined,
      trigger: kind.type === 'stop-market' ? kind.trigger : undefined,
      state: 'open',
      venueTime: agenda.now,
      venueCode: undefined,
    };
    this.#all.set(order.venueOrderId, order);
    if (orderId !== undefined) {
      this.#ofClient.set(orderId, order);
      this.#ofClientAll.set(orderId, [...this.ordersOf(orderId), order]);
    }
    if (kind.type === 'limit' && kind.postOnly && this.#wouldTake(order)) {
      order.state = 'canceled';
      order.venueCode = 'post-only-would-cross';
      this.matching.tellOrder(order);
    } else {
      this.matching.add(order);
    }
    return order;
  }

  #done(order: ExchangeOrder): VenueAnswer {
    const { venueOrderId } = order;
    const shown = this.#parts.answersWithIdsOnly ? {} : { order: reportOf(order) };
    return { kind: 'done', venueOrderId, ...shown };
  }

  #wouldTake({ instrument, limit, side }: ExchangeOrder): boolean {
    if (limit === undefined) return true;
    return side === 'buy' ? this.matching.ask(instrument) <= limit : this.matching.bid(instrument) >= limit;
  }

  #amend(request: AmendRequest): VenueAnswer {
    const order = this.#find(request);
    if (!order || !this.#parts.traits.amendsInPlace) return refused('order-not-found');
    const { limit = order.limit, lots: size = order.lots, trigger = order.trigger } = request;
    if (order.state !== 'open' || size <= order.filledLots) return refused('order-closed');
    if (size === order.lots && limit === order.limit && trigger === order.trigger)
      return refused('not-modified');
    if (this.matching.isReached({ instrument: order.instrument, side: order.side, trigger }))
      return refused('stop-would-trigger');
    if (!this.#hasCoins({ ...order, lots: Math.max(0, size - order.lots) }))
      return refused('insufficient-balance');
    order.lots = size;
    order.limit = limit;
    order.trigger = trigger;
    if (order.type === 'stop') this.movedStops += 1;
    this.matching.meetAgain(order);
    return this.#done(order);
  }

  #cancel(request: CancelRequest): VenueAnswer {
    const order = this.#find(request);
    if (!order) return refused('order-not-found');
    if (!isLive(order)) return refused('order-closed');
    const isSetOff = order.state === 'triggered';
    this.matching.end(order, 'canceled');
    if (order.type === 'stop') this.#parts.onTakenBack(order, isSetOff);
    return this.#done(order);
  }

  #setDeadMan(seconds: number): VenueAnswer {
    const { agenda, traits } = this.#parts;
    this.#deadManRound += 1;
    const round = this.#deadManRound;
    if (traits.deadMan === undefined) return refused('unsupported-type');
    if (seconds > 0) agenda.in(seconds * 1000, () => round === this.#deadManRound && this.#fireDeadMan());
    return { kind: 'done' };
  }

  #fireDeadMan(): void {
    const sparesStops = this.#parts.traits.deadMan === 'spares-stops';
    for (const order of this.matching.live.slice())
      if (!(sparesStops && order.type === 'stop')) this.matching.end(order, 'canceled', 'dead-man');
  }

  #find({ orderId, venueOrderId }: OrderName): ExchangeOrder | undefined {
    const byVenueId = venueOrderId === undefined ? undefined : this.#all.get(venueOrderId);
    if (byVenueId) return byVenueId;
    return this.#parts.traits.findsByClientId ? this.#ofClient.get(orderId) : undefined;
  }
}
