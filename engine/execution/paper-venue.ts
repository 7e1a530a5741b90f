import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { ApprovedOrder } from '../domain/order/approved-order.ts';
import type { OrderChange } from '../domain/order/order-change.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import type { Order, OrderId } from '../domain/order/order.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { NO_MONEY } from '../domain/units/money.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { UNHINDERED, type VenueConditions } from '../domain/venue/venue-condition.ts';
import type { BookView } from './book-view.ts';
import type { DeskDoor } from './desk-door.ts';
import { FrozenCopies } from './frozen-copy.ts';
import { latencyModelOf } from './latency.ts';
import { forcedOrder } from './margin/forced-order.ts';
import { type ForcedClosing, MarginKeeper } from './margin/margin-keeper.ts';
import { MatchingDesk } from './matching-desk.ts';
import { OrderClerk } from './order-clerk.ts';
import type { PaperVenueOptions } from './paper-venue-options.ts';
import { queueModelOf, queueOfFills } from './queue-model.ts';
import { RunPositions } from './run-positions.ts';
import type { Books, TradingVenue } from './trading-venue.ts';
import type { VenueOrder } from './venue-order.ts';
import { endsOrder, VenuePost } from './venue-post.ts';
import { VenueRules } from './venue-rules.ts';
import type { PaperVenueState, VenueMessage } from './venue-state.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';

export type { BookView } from './book-view.ts';
export type { PaperVenueOptions } from './paper-venue-options.ts';
export type { PaperVenueState } from './venue-state.ts';

const NOTHING: readonly Outcome[] = [];

/**
 * A venue that trades nothing for real and fills nothing that a real one would not have filled. It takes
 * approved orders, lets them travel, matches them against the recorded market, and keeps a protective
 * stop behind every entry. Deterministic: the same calls give the same outcomes.
 */
export class PaperVenue implements TradingVenue<PaperVenueState> {
  readonly #refuseStops: number;
  readonly #desks = new Map<InstrumentId, MatchingDesk>();
  readonly #positions = new RunPositions();
  readonly #margin: MarginKeeper;
  readonly #rules: VenueRules;
  readonly #post = new VenuePost();
  readonly #clerk: OrderClerk;
  /** Orders that are open at the venue or on their way to it. */
  readonly #orders = new Map<OrderId, VenueOrder>();
  /** Each of them as it was told last. */
  readonly #told = new FrozenCopies<VenueOrder>();
  /** Books as they were last shown; they change in place. */
  readonly #books = new Map<InstrumentId, BookView>();
  #refusedStops = 0;

  /** @throws {RangeError} when a delay or the stop deadline is not usable. */
  constructor(options: PaperVenueOptions) {
    const { deposit = NO_MONEY, idPrefix, instruments, paper = {}, seed = 0, stopConfirmMs } = options;
    this.#refuseStops = options.refuseStops ?? 0;
    this.#margin = new MarginKeeper(instruments, deposit, {
      positions: this.#positions,
      settings: paper.margin,
    });
    this.#rules = new VenueRules(instruments, paper, this.#margin.account);
    this.#clerk = new OrderClerk({
      idPrefix,
      stopConfirmMs,
      instruments: new Set(instruments.map(({ id }) => id)),
      latency: latencyModelOf(options.latency, seed),
      post: this.#post,
      orders: this.#orders,
    });
    const door = this.#deskDoor();
    const preset = paper.queue?.model === 'touch-fill' ? 'touch-fill' : 'honest';
    const queues = { queue: queueModelOf(paper.queue), queueOfFills: queueOfFills(paper.queue) };
    for (const instrument of instruments) {
      const desk = new MatchingDesk({ instrument, positions: this.#positions, preset, ...queues, door });
      this.#desks.set(instrument.id, desk);
    }
  }

  /**
   * Sends an order at `time`; it meets the book later. `decisionMidHalfTicks` is twice the mid at the decision.
   * @throws {RangeError} when the instrument is not traded here or the order has no size.
   */
  submit(order: ApprovedOrder, time: UnixMs, decisionMidHalfTicks: number | undefined): readonly Outcome[] {
    this.#begin(time);
    const links = decisionMidHalfTicks === undefined ? {} : { decisionMidHalfTicks };
    if (order.otherLeg === undefined) this.#clerk.send(order, links);
    else this.#clerk.sendPair(order, order.otherLeg, links);
    return this.#end();
  }

  /** What was on its way goes on by itself. */
  readonly begin = (): readonly Outcome[] => NOTHING;

  /** Sets the stop behind an entry to another trigger; the old one stands until the new one does. */
  moveStop(entryId: OrderId, trigger: Ticks, time: UnixMs): readonly Outcome[] {
    this.#begin(time);
    this.#clerk.moveStop(entryId, trigger);
    return this.#end();
  }

  /** Nobody tells a simulated venue anything. */
  readonly onReport = (): readonly Outcome[] => NOTHING;

  /** Nothing is ever frozen here. */
  readonly release = (): readonly Outcome[] => NOTHING;

  /** What is known here is never old. */
  readonly resynchronize = (): readonly Outcome[] => NOTHING;

  conditions(): VenueConditions {
    return UNHINDERED;
  }

  faults(): readonly string[] {
    const overdue = this.#clerk.protection.overdue(this.#clerk.now);
    return overdue.map((id) => `I6: ${id} is uncovered beyond its deadline`);
  }

  /** Asks for a cancel at `time`; the order may still fill until the request arrives. Closed orders stay as they are. */
  cancel(orderId: OrderId, because: string, time: UnixMs): readonly Outcome[] {
    this.#begin(time);
    this.#clerk.cancel(orderId, because);
    return this.#end();
  }

  /** Asks for a change of what is left of an order; closed orders and those set off stay as they are. */
  amend(orderId: OrderId, change: OrderChange, because: string, time: UnixMs): readonly Outcome[] {
    this.#begin(time);
    this.#clerk.amend(orderId, change, because);
    return this.#end();
  }

  /** The earliest time at which something comes due without a market event: an arrival, an answer, a deadline. */
  nextDue(): UnixMs | undefined {
    const message = this.#post.next;
    const deadline = this.#clerk.protection.nextDue();
    if (message === undefined || deadline === undefined) return message ?? deadline;
    return deadline < message ? deadline : message;
  }

  /**
   * Does everything due up to and including `time`, in order of time and then of creation. To be called with
   * the books as they were before the event that brings `time`.
   */
  advance(time: UnixMs, books: Books): readonly Outcome[] {
    this.#begin(this.#clerk.now);
    for (let due = this.nextDue(); due !== undefined && due <= time; due = this.nextDue()) {
      if (due > this.#clerk.now) this.#clerk.now = due;
      for (let next = this.#post.take(due); next; next = this.#post.take(due)) this.#deliver(next, books);
      this.#clerk.follow();
    }
    if (time > this.#clerk.now) this.#clerk.now = time;
    return this.#end();
  }

  /** Lets resting orders and stops meet a market event. To be called after the book has taken it in. */
  onMarket(event: MarketEvent, book: BookView): readonly Outcome[] {
    const desk = this.#desks.get(event.instrument);
    if (!desk) return NOTHING;
    this.#begin(event.time);
    const { now } = this.#clerk;
    if (event.kind === 'funding') this.#margin.payFunding(event);
    if (event.kind === 'trade') desk.onPrint(event, now);
    else if (event.kind === 'book-delta' || event.kind === 'book-snapshot') desk.onBook(event, now, book);
    else if (event.kind === 'venue-bar') desk.onBar(event, now, book);
    if (this.#books.get(event.instrument) !== book) this.#books.set(event.instrument, book);
    if (this.#margin.onMarket(event)) this.#enforceMargin();
    this.#tellKnown();
    return this.#end();
  }

  /** Orders that are not closed as far as we know, in order of submission. */
  openOrders(): readonly Order[] {
    return this.#clerk.known.open();
  }

  /** An order as we know it, also one of the latest that closed. */
  order(id: OrderId): Order | undefined {
    return this.#clerk.known.get(id);
  }

  /** Whether an entry of the run is open, on its way or resting. */
  hasEntryInFlight(runId: RunId, instrument: InstrumentId): boolean {
    return this.#clerk.known.hasOpenEntry(runId, instrument);
  }

  knownStop(runId: RunId, instrument: InstrumentId): Ticks | undefined {
    return this.#clerk.protection.knownStop(runId, instrument);
  }

  readonly stopsBehind: TradingVenue['stopsBehind'] = (runId, instrument) =>
    this.#clerk.protection.stopsBehind(runId, instrument);

  /** Whether an order of the run is open, or among the latest that closed. */
  readonly remembersRun = (runId: RunId): boolean => this.#clerk.known.remembersRun(runId);

  /** Everything that has to survive a restart, as plain data. */
  snapshot(): PaperVenueState {
    const requests = this.#rules.snapshot();
    return {
      ...this.#clerk.snapshot(),
      now: this.#clerk.now,
      venueOrders: Array.from(this.#orders.values(), (order) => this.#told.of(order)),
      messages: this.#post.entries(),
      positions: this.#positions.entries(),
      account: this.#margin.snapshot(),
      ...(requests.length > 0 ? { requests } : {}),
    };
  }

  /** Goes on from a snapshot. Resting orders rejoin at the back of their queue with the first book event. */
  restore(state: PaperVenueState): void {
    this.#clerk.restore(state);
    this.#post.restore(state.messages);
    this.#positions.restore(state.positions);
    this.#margin.restore(state.account, state.protection.positions);
    this.#rules.restore(state.requests ?? []);
    this.#orders.clear();
    for (const order of structuredClone(state.venueOrders)) this.#orders.set(order.id, order);
    for (const [id, desk] of this.#desks) {
      const here = [...this.#orders.values()].filter((each) => each.intent.instrument === id);
      desk.restore(here.filter((each) => each.phase !== 'in-flight'));
    }
  }

  #begin(time: UnixMs): void {
    const clerk = this.#clerk;
    if (clerk.outcomes.length > 0) clerk.outcomes = [];
    if (time > clerk.now) clerk.now = time;
  }

  #end(): readonly Outcome[] {
    const { outcomes } = this.#clerk;
    this.#margin.learn(outcomes);
    return outcomes.length === 0 ? NOTHING : outcomes;
  }

  #deliver(what: VenueMessage, books: Books): void {
    if (what.kind === 'known') return this.#clerk.learn(what.outcome);
    const { now } = this.#clerk;
    if (what.kind === 'cancel')
      return this.#desks.get(what.instrument)?.cancel(what.orderId, what.because, now);
    const order = this.#orders.get(what.orderId);
    const desk = order && this.#desks.get(order.intent.instrument);
    if (!order || !desk) {
      if (what.kind === 'amend') this.#clerk.learnTooLate(what.orderId);
      return undefined;
    }
    const book = books(order.intent.instrument);
    if (what.kind === 'amend') return desk.amend(order, what.change, now, book);
    if (what.kind === 'arrival') return desk.arrive(order, now, book);
    return desk.executeTriggered(order, now, book);
  }

  /** Learns what is known by now, and acts on it. Orders on their way are left to `advance`. */
  #tellKnown(): void {
    const { now } = this.#clerk;
    let learned = false;
    for (let next = this.#post.take(now, 'told'); next; next = this.#post.take(now, 'told')) {
      if (next.kind === 'known') this.#clerk.learn(next.outcome);
      learned = true;
    }
    if (learned) this.#clerk.follow();
  }

  #enforceMargin(): void {
    const because = FIXED_REASONS['nothing-backs-another'];
    this.#margin.enforce(
      () => {
        for (const desk of this.#desks.values()) desk.clearEntries(because, this.#clerk.now);
      },
      (closing) => this.#liquidate(closing),
    );
  }

  /** The venue makes an order of its own and fills it at once; we learn of both later. */
  #liquidate(closing: ForcedClosing): void {
    const { now } = this.#clerk;
    const { forced, notice, order } = forcedOrder(closing, this.#clerk.nextOrder(), now);
    const { instrument } = order;
    const { latency } = forced;
    this.#post.tell({ kind: 'order-submitted', order }, latency, now);
    this.#post.tell(notice, latency, now);
    const book = this.#books.get(instrument);
    this.#desks.get(instrument)?.liquidate(forced, closing.cause.bankruptcyTicks, now, book);
  }

  #deskDoor(): DeskDoor {
    return {
      knownAt: ({ latency }, time) => this.#post.knownAt(latency, time),
      tell: (order, time, outcome) => {
        if (endsOrder(outcome)) this.#orders.delete(order.id);
        this.#post.tell(outcome, order.latency, time);
      },
      triggered: (order, time) => this.#post.setOff(order.id, time),
      refusesStop: () => {
        if (this.#refusedStops >= this.#refuseStops) return false;
        this.#refusedStops += 1;
        return true;
      },
      objection: (order, intent, lastTicks) => {
        const view = { time: this.#clerk.now, orders: this.#orders.values(), lastTicks };
        return this.#rules.objection(order, intent, view);
      },
      otherLeg: (order) => (order.oco === undefined ? undefined : this.#orders.get(order.oco)),
      filled: (fill) => {
        this.#positions.add(fill);
        this.#margin.book(fill);
      },
    };
  }
}
