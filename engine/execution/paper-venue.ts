import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { ApprovedOrder } from '../domain/order/approved-order.ts';
import type { OrderIntent, RunId } from '../domain/order/order-intent.ts';
import { isClosed, type Order, type OrderId } from '../domain/order/order.ts';
import type { LatencySettings } from '../domain/session/session-description.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { lots } from '../domain/units/lots.ts';
import { type UnixMs, unixMs } from '../domain/units/time.ts';
import type { BookView } from './book-view.ts';
import { KnownOrders } from './known-orders.ts';
import { constantLatency, knownAt, type LatencyModel, meetsBookAt } from './latency.ts';
import { type DeskDoor, MatchingDesk } from './matching-desk.ts';
import { Protection, type ProtectionDoor } from './protection.ts';
import { RunPositions } from './run-positions.ts';
import { type Due, Schedule } from './schedule.ts';
import type { FillPreset } from './taking.ts';
import type { VenueOrder } from './venue-order.ts';
import type { PaperVenueState, VenueMessage } from './venue-state.ts';

export type { BookView } from './book-view.ts';
export type { PaperVenueState } from './venue-state.ts';

/** How the simulated venue behaves. */
export interface PaperVenueOptions {
  readonly instruments: readonly Instrument[];
  readonly latency: LatencySettings;
  /** Begins every order id, so that ids are unique across sessions. */
  readonly idPrefix: string;
  /** A stop must be confirmed within this after its entry's fill is known, in ms, or the position is closed. */
  readonly stopConfirmMs: number;
  /** `touch-fill` is the optimistic preset: resting orders fill in full at the first touch. Default `honest`. */
  readonly fillPreset?: FillPreset;
  /** Fault: the first so many protective stops are turned away. Default none. */
  readonly refuseStops?: number;
}

/** Set-off stops meet the book this much later, in ms, so that it holds the trade that set them off. */
const TRIGGER_MS = 1;

const NOTHING: readonly Outcome[] = [];

type Books = (id: InstrumentId) => BookView | undefined;

/**
 * A venue that trades nothing for real and fills nothing that a real one would not have filled. It takes
 * approved orders, lets them travel, matches them against the recorded market, and keeps a protective
 * stop behind every entry. Deterministic: the same calls give the same outcomes.
 */
export class PaperVenue {
  readonly #options: PaperVenueOptions;
  readonly #latency: LatencyModel;
  readonly #desks = new Map<InstrumentId, MatchingDesk>();
  readonly #positions = new RunPositions();
  readonly #protection: Protection;
  readonly #known = new KnownOrders();
  readonly #schedule = new Schedule<VenueMessage>();
  /** Orders that are open at the venue or on their way to it. */
  readonly #orders = new Map<OrderId, VenueOrder>();
  #now: UnixMs = unixMs(0);
  #orderCount = 0;
  #refusedStops = 0;
  #outcomes: Outcome[] = [];

  /** @throws {RangeError} when a delay or the stop deadline is not usable. */
  constructor(options: PaperVenueOptions) {
    this.#options = options;
    this.#latency = constantLatency(options.latency);
    this.#protection = new Protection(options.stopConfirmMs);
    const door = this.#deskDoor();
    for (const instrument of options.instruments) {
      const desk = new MatchingDesk(instrument, this.#positions, options.fillPreset ?? 'honest', door);
      this.#desks.set(instrument.id, desk);
    }
  }

  /**
   * Sends an order at `time`; it meets the book later. `decisionMidHalfTicks` is twice the mid at the decision.
   * @throws {RangeError} when the instrument is not traded here or the order has no size.
   */
  submit(order: ApprovedOrder, time: UnixMs, decisionMidHalfTicks: number | undefined): readonly Outcome[] {
    this.#begin(time);
    this.#send(order, decisionMidHalfTicks === undefined ? {} : { decisionMidHalfTicks });
    return this.#end();
  }

  /** Asks for a cancel at `time`; the order may still fill until the request arrives. Closed orders stay as they are. */
  cancel(orderId: OrderId, because: string, time: UnixMs): readonly Outcome[] {
    this.#begin(time);
    this.#sendCancel(orderId, because);
    return this.#end();
  }

  /** The earliest time at which something comes due without a market event: an arrival, an answer, a deadline. */
  nextDue(): UnixMs | undefined {
    const message = this.#schedule.next;
    const deadline = this.#protection.nextDue();
    if (message === undefined || deadline === undefined) return message ?? deadline;
    return deadline < message ? deadline : message;
  }

  /**
   * Does everything due up to and including `time`, in order of time and then of creation. To be called with
   * the books as they were before the event that brings `time`.
   */
  advance(time: UnixMs, books: Books): readonly Outcome[] {
    this.#begin(this.#now);
    for (let due = this.nextDue(); due !== undefined && due <= time; due = this.nextDue()) {
      if (due > this.#now) this.#now = due;
      for (let next = this.#schedule.take(due); next; next = this.#schedule.take(due))
        this.#deliver(next, books);
      this.#protection.sync(this.#now, this.#protectionDoor);
    }
    if (time > this.#now) this.#now = time;
    return this.#end();
  }

  /** Lets resting orders and stops meet a market event. To be called after the book has taken it in. */
  onMarket(event: MarketEvent, book: BookView): readonly Outcome[] {
    const desk = this.#desks.get(event.instrument);
    if (!desk) return NOTHING;
    this.#begin(event.time);
    if (event.kind === 'trade') desk.onPrint(event, this.#now);
    else if (event.kind === 'book-delta' || event.kind === 'book-snapshot')
      desk.onBook(event, this.#now, book);
    this.#tellKnown();
    return this.#end();
  }

  /** Orders that are not closed as far as we know, in order of submission. */
  openOrders(): readonly Order[] {
    return this.#known.open();
  }

  /** An order as we know it, also one of the latest that closed. */
  order(id: OrderId): Order | undefined {
    return this.#known.get(id);
  }

  /** Whether an entry of the run is open, on its way or resting. */
  hasEntryInFlight(runId: RunId, instrument: InstrumentId): boolean {
    return this.#known.hasOpenEntry(runId, instrument);
  }

  /** Everything that has to survive a restart, as plain data. */
  snapshot(): PaperVenueState {
    return {
      now: this.#now,
      orderCount: this.#orderCount,
      venueOrders: structuredClone([...this.#orders.values()]),
      knownOrders: this.#known.open(),
      messages: this.#schedule.entries(),
      positions: this.#positions.entries(),
      protection: this.#protection.snapshot(),
    };
  }

  /** Goes on from a snapshot. Resting orders rejoin at the back of their queue with the first book event. */
  restore(state: PaperVenueState): void {
    this.#now = state.now;
    this.#orderCount = state.orderCount;
    this.#known.restore(state.knownOrders);
    this.#schedule.restore(state.messages);
    this.#positions.restore(state.positions);
    this.#protection.restore(state.protection);
    this.#orders.clear();
    for (const order of structuredClone(state.venueOrders)) this.#orders.set(order.id, order);
    for (const [id, desk] of this.#desks) {
      const here = [...this.#orders.values()].filter((each) => each.intent.instrument === id);
      desk.restore(here.filter((each) => each.phase !== 'in-flight'));
    }
  }

  #begin(time: UnixMs): void {
    if (this.#outcomes.length > 0) this.#outcomes = [];
    if (time > this.#now) this.#now = time;
  }

  #end(): readonly Outcome[] {
    return this.#outcomes.length === 0 ? NOTHING : this.#outcomes;
  }

  #send(
    intent: OrderIntent,
    links: Pick<VenueOrder, 'decisionMidHalfTicks' | 'protects' | 'replaces'>,
  ): OrderId {
    if (!this.#desks.has(intent.instrument))
      throw new RangeError(`${intent.instrument} is not traded at this venue`);
    if (intent.lots <= 0) throw new RangeError(`an order must have lots above zero, was ${intent.lots}`);
    this.#orderCount += 1;
    const id = `${this.#options.idPrefix}-${this.#orderCount}`;
    const submittedAt = this.#now;
    const latency = this.#latency.draw();
    const { protects } = links;
    const order: Order = {
      ...intent,
      id,
      status: 'sending',
      filledLots: lots(0),
      submittedAt,
      ...(protects === undefined ? {} : { protects }),
    };
    this.#orders.set(id, {
      id,
      intent,
      latency,
      submittedAt,
      ...links,
      phase: 'in-flight',
      arrivedAt: submittedAt,
      filledLots: 0,
      fillCount: 0,
      bookAtArrival: { bids: [], asks: [] },
      queue: [],
    });
    this.#known.add(order);
    this.#outcomes.push({ kind: 'order-submitted', order });
    this.#schedule.add(meetsBookAt(submittedAt, latency), { kind: 'arrival', orderId: id });
    return id;
  }

  #sendCancel(orderId: OrderId, because: string): void {
    const known = this.#known.get(orderId);
    if (!known || isClosed(known.status) || known.status === 'canceling') return;
    this.#learn({ kind: 'cancel-requested', orderId, because });
    const latency = this.#orders.get(orderId)?.latency ?? this.#latency.draw();
    const { instrument } = known;
    this.#schedule.add(meetsBookAt(this.#now, latency), { kind: 'cancel', orderId, instrument, because });
  }

  #deliver({ what }: Due<VenueMessage>, books: Books): void {
    switch (what.kind) {
      case 'known':
        return this.#learn(what.outcome);
      case 'cancel':
        return this.#desks.get(what.instrument)?.cancel(what.orderId, what.because, this.#now);
      case 'arrival':
      case 'set-off': {
        const order = this.#orders.get(what.orderId);
        const desk = order && this.#desks.get(order.intent.instrument);
        if (!order || !desk) return;
        const book = books(order.intent.instrument);
        if (what.kind === 'arrival') desk.arrive(order, this.#now, book);
        else desk.executeTriggered(order, this.#now, book);
      }
    }
  }

  /** Learns what is known by now, and acts on it. Orders on their way are left to `advance`. */
  #tellKnown(): void {
    const isKnown = (what: VenueMessage) => what.kind === 'known';
    let learned = false;
    for (
      let next = this.#schedule.take(this.#now, isKnown);
      next;
      next = this.#schedule.take(this.#now, isKnown)
    ) {
      if (next.what.kind === 'known') this.#learn(next.what.outcome);
      learned = true;
    }
    if (learned) this.#protection.sync(this.#now, this.#protectionDoor);
  }

  #learn(outcome: Outcome): void {
    this.#outcomes.push(outcome);
    const order = this.#known.learn(outcome);
    if (order) this.#protection.learn(outcome, order, this.#now);
  }

  readonly #protectionDoor: ProtectionDoor = {
    place: (intent, links) => this.#send(intent, links),
    cancel: (orderId, because) => this.#sendCancel(orderId, because),
    warn: (text) => this.#outcomes.push({ kind: 'notice', level: 'warning', text }),
    order: (orderId) => this.#known.get(orderId),
  };

  #deskDoor(): DeskDoor {
    return {
      tell: (order, time, outcome) => {
        if (endsOrder(outcome)) this.#orders.delete(order.id);
        this.#schedule.add(knownAt(time, order.latency), { kind: 'known', outcome });
      },
      triggered: (order, time) => {
        this.#schedule.add(unixMs(time + TRIGGER_MS), { kind: 'set-off', orderId: order.id });
      },
      refusesStop: () => {
        if (this.#refusedStops >= (this.#options.refuseStops ?? 0)) return false;
        this.#refusedStops += 1;
        return true;
      },
    };
  }
}

const endsOrder = (outcome: Outcome): boolean =>
  outcome.kind === 'order-rejected' ||
  outcome.kind === 'order-canceled' ||
  outcome.kind === 'order-expired' ||
  (outcome.kind === 'order-filled' && outcome.closed);
