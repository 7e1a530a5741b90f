import type { BookDelta, BookSnapshot, TradePrint, VenueBar } from '../domain/market/market-event.ts';
import type { OrderChange } from '../domain/order/order-change.ts';
import { waitsForTrigger } from '../domain/order/order-kind.ts';
import type { OrderId } from '../domain/order/order.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { BookView } from './book-view.ts';
import { BarDesk } from './bar-desk.ts';
import { changedIntent, keepsPlace } from './change-order.ts';
import { ConsumedDepth } from './consumed-depth.ts';
import type { Objection } from './desk-door.ts';
import { DeskFloor, type DeskParts } from './desk-floor.ts';
import type { DeskTeller } from './desk-teller.ts';
import { venueTimeOf } from './latency.ts';
import type { LiveOrders } from './live-orders.ts';
import type { Execution } from './make-fill.ts';
import { followLevel, joinQueue } from './queue-position.ts';
import { meetBook, meetPrint } from './resting-orders.ts';
import { type Arrival, judgeArrival, takeFor } from './taking.ts';
import { remainingLots, sideHit, type VenueOrder } from './venue-order.ts';
import { WaitingOrders, wouldTrigger } from './waiting-orders.ts';
import { walkBook } from './walk-book.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';

/**
 * The venue's matching of one instrument. Times are those of our clock at which we hold the market in
 * question. Fills happen against what is displayed, less what our own fills took from it.
 */
export class MatchingDesk {
  readonly #parts: DeskParts;
  readonly #consumed = new ConsumedDepth();
  readonly #floor: DeskFloor;
  readonly #live: LiveOrders;
  readonly #teller: DeskTeller;
  readonly #bars: BarDesk;
  readonly #waiting: WaitingOrders;
  #lastTradeTicks = 0;
  /** Whether the book in hand was made from bars. */
  #isMadeOfBars = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#floor = new DeskFloor(parts);
    this.#live = this.#floor.live;
    this.#teller = this.#floor.teller;
    this.#bars = new BarDesk(this.#floor);
    this.#waiting = new WaitingOrders(this.#live, this.#teller, parts.door);
  }

  /** Begins with orders of an earlier session: those that rested go to the back of the queue. */
  restore(orders: readonly VenueOrder[]): void {
    this.#consumed.clear();
    this.#lastTradeTicks = 0;
    this.#live.restore(orders);
    for (const order of orders) {
      order.aheadLots = undefined;
      order.level = undefined;
    }
  }

  /** An order reaches the venue. */
  arrive(order: VenueOrder, time: UnixMs, book: BookView | undefined): void {
    order.arrivedAt = venueTimeOf(time, order.latency);
    const objection = this.#objectionTo(order);
    if (objection) this.#teller.reject(order, time, objection);
    else if (waitsForTrigger(order.intent.kind)) this.#waiting.place(order, this.#lastTradeTicks, time);
    else this.#takeAndRest(order, time, book);
  }

  /** An order that was set off meets the book. */
  executeTriggered(order: VenueOrder, time: UnixMs, book: BookView | undefined): void {
    if (order.phase !== 'triggered') return;
    this.#live.drop(order);
    this.#takeAndRest(order, time, book);
  }

  /** A cancel reaches the venue. It comes too late for an order that is closed or set off. */
  cancel(orderId: OrderId, because: string, time: UnixMs): void {
    const order = this.#live.find(orderId);
    if (!order || order.phase === 'triggered') return;
    this.#teller.cancel(order, because, time);
  }

  /** A change reaches the venue. Whatever speaks against it leaves the order as it stood. */
  amend(order: VenueOrder, change: OrderChange, time: UnixMs, book: BookView | undefined): void {
    const objection = this.#change(order, change, time, book);
    if (objection)
      this.#parts.door.tell(order, time, { kind: 'amend-rejected', orderId: order.id, ...objection });
  }

  /** The venue closes a position by force: what the book holds up to the bankruptcy price, the rest at it. */
  liquidate(order: VenueOrder, bankruptcyTicks: number, time: UnixMs, book: BookView | undefined): void {
    const { side } = order.intent;
    const hit = sideHit(order);
    const size = remainingLots(order);
    const levels = book ? this.#consumed.levels(book, hit, { lots: size, levels: 1 }) : [];
    order.bookAtArrival = side === 'buy' ? { bids: [], asks: levels } : { bids: levels, asks: [] };
    order.phase = 'closed';
    let taken = 0;
    for (const slice of walkBook(levels, { side, lots: size, limit: bankruptcyTicks, beyondBook: false })) {
      this.#consumed.take(hit, slice.ticks, slice.lots);
      this.#teller.fill(order, { ...slice, liquidity: 'taker', model: 'walked-book' }, time);
      taken += slice.lots;
    }
    if (taken < size) {
      const rest = { lots: size - taken, ticks: bankruptcyTicks, takenLots: taken } as const;
      this.#teller.fill(order, { ...rest, liquidity: 'taker', model: 'taken-over' }, time);
    }
    this.#floor.cancelIfFlat(order, time);
  }

  /** Takes back every order that could open or enlarge a position. */
  clearEntries(because: string, time: UnixMs): void {
    for (const order of this.#live.all())
      if (!order.intent.reduceOnly && order.phase !== 'triggered') this.#teller.cancel(order, because, time);
  }

  /** A bar instead of a book: see `BarDesk`. */
  onBar(event: VenueBar, time: UnixMs, book: BookView): void {
    if (this.#isMadeOfBars) this.#lastTradeTicks = this.#bars.meet(event, time, book) ?? this.#lastTradeTicks;
    else this.#bars.see(event);
  }

  /** A book event was applied: refreshed levels are whole again, and resting orders meet the new book. */
  onBook(event: BookDelta | BookSnapshot, time: UnixMs, book: BookView): void {
    this.#consumed.refresh(event);
    this.#isMadeOfBars = event.kind === 'book-snapshot' && event.madeOf === 'bar';
    // Such a book has no queue and nobody trades in it: what happened is in the bar.
    if (this.#isMadeOfBars) return;
    if (this.#live.isEmpty) return;
    const { preset, queue } = this.#parts;
    for (const order of this.#live.resting()) {
      if (order.aheadLots === undefined) joinQueue(order, book, time);
      else followLevel(order, book, queue, time);
    }
    this.#floor.meet(time, (order, lots) =>
      this.#fromQueue(meetBook(order, lots, { book, consumed: this.#consumed, preset, time })),
    );
  }

  /** A trade of others: it serves the queue, passes resting orders and sets off those that wait for its price. */
  onPrint(event: TradePrint, time: UnixMs): void {
    this.#lastTradeTicks = event.ticks;
    if (this.#live.isEmpty) return;
    let usedLots = 0;
    this.#floor.meet(time, (order, lots) => {
      const execution = meetPrint(order, lots, { event, usedLots, preset: this.#parts.preset, time });
      usedLots += execution?.lots ?? 0;
      return this.#fromQueue(execution);
    });
    this.#waiting.onTrade(event, time);
  }

  #fromQueue(execution: Execution | undefined): Execution | undefined {
    const { queueOfFills } = this.#parts;
    return execution && queueOfFills ? { ...execution, queueModel: queueOfFills } : execution;
  }

  #objectionTo(order: VenueOrder): Objection | undefined {
    const { door, positions } = this.#parts;
    const { instrument, lots, reduceOnly, runId } = order.intent;
    if (order.doomed !== undefined) return { code: 'other-leg-ended', measured: { lots } };
    if (reduceOnly && this.#floor.cappedLots(order) === 0) {
      const heldLots = positions.signedLots(runId, instrument);
      return { code: 'reduce-only-without-position', measured: { lots, heldLots } };
    }
    return door.objection(order, order.intent, this.#lastTradeTicks);
  }

  #change(
    order: VenueOrder,
    change: OrderChange,
    time: UnixMs,
    book: BookView | undefined,
  ): Objection | undefined {
    const before = order.intent;
    const changed = changedIntent(order, change);
    if (!changed.ok) return changed.objection;
    if (order.phase !== 'resting' && order.phase !== 'waiting')
      return { code: 'not-amendable', measured: { lots: before.lots, filledLots: order.filledLots } };
    const objection = this.#parts.door.objection(order, changed.intent, this.#lastTradeTicks);
    if (objection) return objection;
    order.intent = changed.intent;
    const refused =
      order.phase === 'waiting'
        ? wouldTrigger(order, this.#lastTradeTicks)
        : keepsPlace(before, changed.intent)
          ? undefined
          : this.#judge(order, book).reject;
    if (refused) {
      order.intent = before;
      return refused;
    }
    order.amendedAt = venueTimeOf(time, order.latency);
    this.#parts.door.tell(order, time, { kind: 'order-amended', orderId: order.id, change });
    if (order.phase === 'resting' && !keepsPlace(before, changed.intent)) this.#joinAnew(order, time, book);
    return undefined;
  }

  #joinAnew(order: VenueOrder, time: UnixMs, book: BookView | undefined): void {
    this.#live.drop(order);
    order.aheadLots = undefined;
    order.level = undefined;
    this.#takeAndRest(order, time, book);
  }

  #judge(order: VenueOrder, book: BookView | undefined): Arrival {
    return judgeArrival(order, {
      book,
      consumed: this.#consumed,
      lots: this.#floor.cappedLots(order),
      ownTicks: this.#live.ownOpposite(order),
    });
  }

  #takeAndRest(order: VenueOrder, time: UnixMs, book: BookView | undefined): void {
    const arrival = this.#judge(order, book);
    order.bookAtArrival = arrival.bookAtArrival;
    if (arrival.reject) {
      this.#teller.reject(order, time, arrival.reject);
      return;
    }
    if (order.phase === 'in-flight') this.#teller.accept(order, time);
    order.phase = 'closed';
    this.#clearWay(order, arrival, time);
    for (const execution of takeFor(order, arrival, this.#consumed))
      this.#teller.fill(order, execution, time);
    this.#floor.settleRest(order, time, book, arrival);
    this.#floor.cancelIfFlat(order, time);
  }

  /** An order that shrinks a position is not held up by an own resting order: that one gives way. */
  #clearWay(order: VenueOrder, { worstTicks }: Arrival, time: UnixMs): void {
    if (!order.intent.reduceOnly || worstTicks === undefined) return;
    for (const own of this.#live.inTheWayOf(order, worstTicks))
      this.#teller.cancel(own, FIXED_REASONS['self-trade-prevention'], time);
  }
}
