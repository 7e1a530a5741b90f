import type { Instrument } from '../domain/instrument/instrument.ts';
import type { BookDelta, BookSnapshot, TradePrint } from '../domain/market/market-event.ts';
import type { Fill } from '../domain/order/fill.ts';
import type { OrderId, RejectCode } from '../domain/order/order.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { BookView } from './book-view.ts';
import { ConsumedDepth } from './consumed-depth.ts';
import { venueTimeOf } from './latency.ts';
import { type Execution, makeFill } from './make-fill.ts';
import { isPassed, meetBook, meetPrint, type Meeting } from './resting-orders.ts';
import { clampToLevel, joinQueue } from './queue-position.ts';
import type { RunPositions } from './run-positions.ts';
import { type Arrival, type FillPreset, judgeArrival, takeFor } from './taking.ts';
import { limitOf, reaches, remainingLots, sideHit, type VenueOrder } from './venue-order.ts';

/** What a desk tells and asks the venue it belongs to. */
export interface DeskDoor {
  /** Something happened to an order in the market held at `time`. */
  tell(order: VenueOrder, time: UnixMs, outcome: Outcome): void;
  /** A stop was set off and has to meet the book as a market order. */
  triggered(order: VenueOrder, time: UnixMs): void;
  /** Whether a protective stop is turned away, as a fault. */
  refusesStop(order: VenueOrder): boolean;
}

/**
 * The venue's matching of one instrument. Times are those of our clock at which we hold the market in
 * question. Fills happen against what is displayed, less what our own fills took from it.
 */
export class MatchingDesk {
  readonly instrument: Instrument;
  readonly #door: DeskDoor;
  readonly #positions: RunPositions;
  readonly #preset: FillPreset;
  readonly #consumed = new ConsumedDepth();
  /** Orders at the venue in order of arrival: resting, waiting for their trigger, or set off. */
  #live: VenueOrder[] = [];
  #lastTradeTicks = 0;

  constructor(instrument: Instrument, positions: RunPositions, preset: FillPreset, door: DeskDoor) {
    this.instrument = instrument;
    this.#positions = positions;
    this.#preset = preset;
    this.#door = door;
  }

  /** Begins with orders of an earlier session: those that rested go to the back of the queue. */
  restore(orders: readonly VenueOrder[]): void {
    this.#consumed.clear();
    this.#lastTradeTicks = 0;
    this.#live = [...orders];
    for (const order of orders) order.aheadLots = undefined;
  }

  /** An order reaches the venue. */
  arrive(order: VenueOrder, time: UnixMs, book: BookView | undefined): void {
    order.arrivedAt = venueTimeOf(time, order.latency);
    const { kind, reduceOnly } = order.intent;
    if (reduceOnly && this.#cappedLots(order) === 0) {
      const { instrument, lots, runId } = order.intent;
      const heldLots = this.#positions.signedLots(runId, instrument);
      this.#reject(order, time, 'reduce-only-without-position', { lots, heldLots });
      return;
    }
    if (kind.type === 'stop-market') this.#placeStop(order, kind.trigger, time);
    else this.#takeAndRest(order, time, book);
  }

  /** A stop that was set off meets the book. */
  executeTriggered(order: VenueOrder, time: UnixMs, book: BookView | undefined): void {
    if (order.phase !== 'triggered') return;
    this.#drop(order);
    this.#takeAndRest(order, time, book);
  }

  /** A cancel reaches the venue. It comes too late for an order that is closed or set off. */
  cancel(orderId: OrderId, because: string, time: UnixMs): void {
    const order = this.#live.find((each) => each.id === orderId);
    if (order && order.phase !== 'triggered') this.#cancel(order, because, time);
  }

  /** A book event was applied: refreshed levels are whole again, and resting orders meet the new book. */
  onBook(event: BookDelta | BookSnapshot, time: UnixMs, book: BookView): void {
    this.#consumed.refresh(event);
    if (this.#live.length === 0) return;
    for (const order of this.#resting()) {
      if (order.aheadLots === undefined) joinQueue(order, book, time);
      else clampToLevel(order, book, time);
    }
    this.#meet(time, (order, lots) =>
      meetBook(order, lots, { book, consumed: this.#consumed, preset: this.#preset, time }),
    );
  }

  /** A trade of others: it serves the queue, passes resting orders and sets off stops. */
  onPrint(event: TradePrint, time: UnixMs): void {
    this.#lastTradeTicks = event.ticks;
    if (this.#live.length === 0) return;
    let usedLots = 0;
    this.#meet(time, (order, lots) => {
      const execution = meetPrint(order, lots, { event, usedLots, preset: this.#preset, time });
      usedLots += execution?.lots ?? 0;
      return execution;
    });
    for (const order of this.#live.filter((each) => isPassed(each, event.ticks))) {
      order.phase = 'triggered';
      order.seenTicks = event.ticks;
      this.#door.tell(order, time, { kind: 'order-triggered', orderId: order.id, seenTicks: event.ticks });
      this.#door.triggered(order, time);
    }
  }

  #placeStop(order: VenueOrder, trigger: number, time: UnixMs): void {
    const last = this.#lastTradeTicks;
    if (order.protects !== undefined && this.#door.refusesStop(order)) {
      this.#reject(order, time, 'stop-not-confirmed', { triggerTicks: trigger });
      return;
    }
    if (reaches(order.intent.side === 'buy' ? 'sell' : 'buy', trigger, last)) {
      this.#reject(order, time, 'stop-would-trigger', { triggerTicks: trigger, lastTicks: last });
      return;
    }
    this.#accept(order, time);
    order.phase = 'waiting';
    this.#live.push(order);
    // The new stop stands before the old one goes: there is no moment without one.
    const replaced = this.#live.find((each) => each.id === order.replaces && each.phase === 'waiting');
    if (replaced) this.#cancel(replaced, `replaced by ${order.id}`, time);
  }

  #takeAndRest(order: VenueOrder, time: UnixMs, book: BookView | undefined): void {
    const arrival = judgeArrival(order, {
      book,
      consumed: this.#consumed,
      lots: this.#cappedLots(order),
      ownTicks: this.#ownOpposite(order),
    });
    order.bookAtArrival = arrival.bookAtArrival;
    if (arrival.reject) {
      this.#reject(order, time, arrival.reject.code, arrival.reject.measured);
      return;
    }
    if (order.phase === 'in-flight') this.#accept(order, time);
    order.phase = 'closed';
    this.#clearWay(order, arrival, time);
    for (const execution of takeFor(order, arrival, this.#consumed)) this.#fill(order, execution, time);
    this.#settleRest(order, arrival, time, book);
    this.#cancelIfFlat(order, time);
  }

  /** What becomes of lots that found no counterpart. */
  #settleRest(order: VenueOrder, arrival: Arrival, time: UnixMs, book: BookView | undefined): void {
    const { kind, reduceOnly } = order.intent;
    if (remainingLots(order) === 0) return;
    if (reduceOnly && this.#cappedLots(order) === 0) {
      this.#cancel(order, 'the position is flat', time);
    } else if (arrival.meetsOwn) {
      this.#cancel(order, 'self-trade prevention', time);
    } else if (kind.type === 'limit' && kind.timeInForce === 'gtc') {
      order.phase = 'resting';
      this.#live.push(order);
      joinQueue(order, book, time);
    } else {
      const because = `${remainingLots(order)} lots found no counterpart`;
      this.#door.tell(order, time, { kind: 'order-expired', orderId: order.id, because });
    }
  }

  /** An order that shrinks a position is not held up by an own resting order: that one gives way. */
  #clearWay(order: VenueOrder, arrival: Arrival, time: UnixMs): void {
    if (!order.intent.reduceOnly || arrival.worstTicks === undefined) return;
    for (const own of this.#resting()) {
      const limit = limitOf(own);
      if (own.intent.side === order.intent.side || limit === undefined) continue;
      if (reaches(order.intent.side, arrival.worstTicks, limit))
        this.#cancel(own, 'self-trade prevention', time);
    }
  }

  #ownOpposite(order: VenueOrder): number | undefined {
    if (order.intent.reduceOnly) return undefined;
    const limits = this.#resting()
      .filter((own) => own.intent.side !== order.intent.side)
      .map((own) => limitOf(own) as number);
    if (limits.length === 0) return undefined;
    return sideHit(order) === 'ask' ? Math.min(...limits) : Math.max(...limits);
  }

  #meet(time: UnixMs, meeting: Meeting): void {
    for (const order of byPriority(this.#resting())) {
      if (order.phase !== 'resting') continue;
      const execution = meeting(order, this.#cappedLots(order));
      if (!execution) continue;
      this.#fill(order, execution, time);
      if (remainingLots(order) === 0) this.#drop(order);
      this.#cancelIfFlat(order, time);
    }
  }

  #resting(): VenueOrder[] {
    return this.#live.filter((each) => each.phase === 'resting');
  }

  /** Lots an order may still fill: all that remain, or no more than the run's position if it may only shrink it. */
  #cappedLots(order: VenueOrder): number {
    const { instrument, reduceOnly, runId, side } = order.intent;
    const remaining = remainingLots(order);
    return reduceOnly
      ? Math.min(remaining, this.#positions.reducibleLots(runId, instrument, side))
      : remaining;
  }

  #fill(order: VenueOrder, execution: Execution, time: UnixMs): void {
    const fill: Fill = makeFill(order, execution, time, this.instrument);
    this.#positions.add(fill);
    const closed = remainingLots(order) === 0;
    this.#door.tell(order, time, { kind: 'order-filled', fill, filledLots: order.filledLots, closed });
  }

  /** With the position goes everything that could only have shrunk it. */
  #cancelIfFlat({ intent: { instrument, runId } }: VenueOrder, time: UnixMs): void {
    if (this.#positions.signedLots(runId, instrument) !== 0) return;
    const leftovers = this.#live.filter((each) => each.intent.runId === runId && each.intent.reduceOnly);
    for (const order of leftovers) this.#cancel(order, 'the position is flat', time);
  }

  #accept(order: VenueOrder, time: UnixMs): void {
    this.#door.tell(order, time, { kind: 'order-accepted', orderId: order.id, acceptedAt: order.arrivedAt });
  }

  #reject(
    order: VenueOrder,
    time: UnixMs,
    code: RejectCode,
    measured: Readonly<Record<string, number>>,
  ): void {
    this.#drop(order);
    this.#door.tell(order, time, { kind: 'order-rejected', orderId: order.id, code, measured });
  }

  #cancel(order: VenueOrder, because: string, time: UnixMs): void {
    this.#drop(order);
    this.#door.tell(order, time, { kind: 'order-canceled', orderId: order.id, because });
  }

  #drop(order: VenueOrder): void {
    order.phase = 'closed';
    const index = this.#live.indexOf(order);
    if (index >= 0) this.#live.splice(index, 1);
  }
}

/** The better price first, then the earlier arrival. */
function byPriority(orders: readonly VenueOrder[]): VenueOrder[] {
  const rank = (order: VenueOrder) => (limitOf(order) ?? 0) * (order.intent.side === 'buy' ? -1 : 1);
  return orders.toSorted((a, b) => rank(a) - rank(b));
}
