import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { ApprovedOrder } from '../domain/order/approved-order.ts';
import type { OrderChange } from '../domain/order/order-change.ts';
import type { OrderIntent, OrderKind, RunId } from '../domain/order/order-intent.ts';
import { isClosed, type Order, type OrderId } from '../domain/order/order.ts';
import type { LatencySettings, PaperSettings } from '../domain/session/session-description.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { lots } from '../domain/units/lots.ts';
import { type Money, NO_MONEY } from '../domain/units/money.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../domain/units/time.ts';
import { UNHINDERED, type VenueConditions } from '../domain/venue/venue-condition.ts';
import type { BookView } from './book-view.ts';
import { BracketTargets } from './bracket-targets.ts';
import { KnownOrders } from './known-orders.ts';
import type { DeskDoor } from './desk-door.ts';
import { knownAt, latencyModelOf, type LatencyModel, meetsBookAt, venueTimeOf } from './latency.ts';
import { type ForcedClosing, MarginKeeper } from './margin/margin-keeper.ts';
import { MatchingDesk } from './matching-desk.ts';
import { Protection, type ProtectionDoor } from './protection.ts';
import { RunPositions } from './run-positions.ts';
import { type Due, Schedule } from './schedule.ts';
import { queueModelOf } from './queue-model.ts';
import { VenueRules } from './venue-rules.ts';
import { newVenueOrder, type VenueOrder } from './venue-order.ts';
import type { TradingVenue } from './trading-venue.ts';
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
  /** What it assumes and allows besides; nothing of it when left out. */
  readonly paper?: PaperSettings;
  /** What is put into the account first; without it nothing backs a position. */
  readonly deposit?: Money;
  /** Of everything drawn here. Default 0. */
  readonly seed?: number;
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
export class PaperVenue implements TradingVenue<PaperVenueState> {
  readonly #options: PaperVenueOptions;
  readonly #latency: LatencyModel;
  readonly #desks = new Map<InstrumentId, MatchingDesk>();
  readonly #positions = new RunPositions();
  readonly #protection: Protection;
  readonly #targets = new BracketTargets();
  readonly #margin: MarginKeeper;
  readonly #rules: VenueRules;
  readonly #known = new KnownOrders();
  /** Orders to be taken back as soon as they are known to have arrived, and why. */
  readonly #cancelWishes = new Map<OrderId, string>();
  readonly #schedule = new Schedule<VenueMessage>();
  /** Orders that are open at the venue or on their way to it. */
  readonly #orders = new Map<OrderId, VenueOrder>();
  #now: UnixMs = unixMs(0);
  #orderCount = 0;
  /** When the last that the venue has told is known. */
  #heardUntil: UnixMs = unixMs(0);
  #refusedStops = 0;
  #outcomes: Outcome[] = [];

  /** @throws {RangeError} when a delay or the stop deadline is not usable. */
  constructor(options: PaperVenueOptions) {
    this.#options = options;
    const { deposit = NO_MONEY, instruments, paper = {}, seed = 0 } = options;
    this.#latency = latencyModelOf(options.latency, seed);
    this.#margin = new MarginKeeper(instruments, deposit, {
      positions: this.#positions,
      settings: paper.margin,
    });
    this.#rules = new VenueRules(instruments, paper, this.#margin.account);
    this.#protection = new Protection({ confirmMs: options.stopConfirmMs });
    const door = this.#deskDoor();
    const preset = paper.queue?.model === 'touch-fill' ? 'touch-fill' : 'honest';
    const queue = queueModelOf(paper.queue);
    for (const instrument of instruments) {
      const desk = new MatchingDesk({ instrument, positions: this.#positions, preset, queue, door });
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
    if (order.otherLeg === undefined) this.#send(order, links);
    else this.#sendPair(order, order.otherLeg, links);
    return this.#end();
  }

  /** What was on its way goes on by itself. */
  begin(): readonly Outcome[] {
    return NOTHING;
  }

  /** Sets the stop behind an entry to another trigger; the old one stands until the new one does. */
  moveStop(entryId: OrderId, trigger: Ticks, time: UnixMs): readonly Outcome[] {
    this.#begin(time);
    this.#protection.move(entryId, trigger);
    this.#protection.sync(this.#now, this.#protectionDoor);
    return this.#end();
  }

  /** Nobody tells a simulated venue anything. */
  onReport(): readonly Outcome[] {
    return NOTHING;
  }

  /** Nothing is ever frozen here. */
  release(): readonly Outcome[] {
    return NOTHING;
  }

  /** What is known here is never old. */
  resynchronize(): readonly Outcome[] {
    return NOTHING;
  }

  conditions(): VenueConditions {
    return UNHINDERED;
  }

  faults(): readonly string[] {
    return this.#protection.overdue(this.#now).map((id) => `I6: ${id} is uncovered beyond its deadline`);
  }

  /** Asks for a cancel at `time`; the order may still fill until the request arrives. Closed orders stay as they are. */
  cancel(orderId: OrderId, because: string, time: UnixMs): readonly Outcome[] {
    this.#begin(time);
    this.#sendCancel(orderId, because);
    return this.#end();
  }

  /** Asks for a change of what is left of an order; closed orders and those set off stay as they are. */
  amend(orderId: OrderId, change: OrderChange, because: string, time: UnixMs): readonly Outcome[] {
    this.#begin(time);
    const known = this.#known.get(orderId);
    const order = this.#orders.get(orderId);
    if (!known || known.status !== 'working' || !order) {
      const measured = known ? { lots: known.lots, filledLots: known.filledLots } : {};
      this.#outcomes.push({ kind: 'amend-rejected', orderId, code: 'not-amendable', measured });
      return this.#end();
    }
    this.#learn({ kind: 'amend-requested', orderId, change, because });
    const { instrument } = known;
    this.#schedule.add(meetsBookAt(this.#now, order.latency), { kind: 'amend', orderId, instrument, change });
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
      this.#follow();
    }
    if (time > this.#now) this.#now = time;
    return this.#end();
  }

  /** Lets resting orders and stops meet a market event. To be called after the book has taken it in. */
  onMarket(event: MarketEvent, book: BookView): readonly Outcome[] {
    const desk = this.#desks.get(event.instrument);
    if (!desk) return NOTHING;
    this.#begin(event.time);
    if (event.kind === 'funding') this.#margin.payFunding(event);
    if (event.kind === 'trade') desk.onPrint(event, this.#now);
    else if (event.kind === 'book-delta' || event.kind === 'book-snapshot')
      desk.onBook(event, this.#now, book);
    else if (event.kind === 'venue-bar') desk.onBar(event, this.#now, book);
    if (this.#margin.onMarket(event)) this.#enforceMargin(book);
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
    const targets = this.#targets.snapshot();
    const requests = this.#rules.snapshot();
    return {
      now: this.#now,
      orderCount: this.#orderCount,
      venueOrders: structuredClone([...this.#orders.values()]),
      knownOrders: this.#known.open(),
      messages: this.#schedule.entries(),
      positions: this.#positions.entries(),
      protection: this.#protection.snapshot(),
      ...(targets.length > 0 ? { targets } : {}),
      ...(this.#cancelWishes.size > 0 ? { cancelWishes: [...this.#cancelWishes] } : {}),
      account: this.#margin.snapshot(),
      ...(requests.length > 0 ? { requests } : {}),
    };
  }

  /** Goes on from a snapshot. Resting orders rejoin at the back of their queue with the first book event. */
  restore(state: PaperVenueState): void {
    this.#now = state.now;
    this.#orderCount = state.orderCount;
    this.#known.restore(state.knownOrders);
    this.#schedule.restore(state.messages);
    const heard = state.messages.filter(({ what }) => what.kind === 'known').map(({ at }) => at);
    this.#heardUntil = unixMs(Math.max(0, ...heard));
    this.#positions.restore(state.positions);
    this.#protection.restore(state.protection);
    this.#targets.restore(state.targets ?? []);
    this.#cancelWishes.clear();
    for (const [id, because] of state.cancelWishes ?? []) this.#cancelWishes.set(id, because);
    if (state.account) this.#margin.restore(state.account);
    this.#rules.restore(state.requests ?? []);
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

  /** Two orders for the same lots that reach the venue together. */
  #sendPair(first: OrderIntent, otherLeg: OrderKind, links: Links): void {
    const latency = this.#latency(this.#orderCount + 1);
    const firstId = this.#idOf(this.#orderCount + 1);
    const secondId = this.#idOf(this.#orderCount + 2);
    const { otherLeg: _, ...shared } = first;
    this.#send(first, { ...links, latency, oco: secondId });
    this.#send({ ...shared, kind: otherLeg }, { ...links, latency, oco: firstId });
  }

  #idOf(orderNumber: number): OrderId {
    return `${this.#options.idPrefix}-${orderNumber}`;
  }

  #send(intent: OrderIntent, { latency: given, targetOf, ...links }: Links): OrderId {
    if (!this.#desks.has(intent.instrument))
      throw new RangeError(`${intent.instrument} is not traded at this venue`);
    if (intent.lots <= 0) throw new RangeError(`an order must have lots above zero, was ${intent.lots}`);
    this.#orderCount += 1;
    const id = this.#idOf(this.#orderCount);
    const submittedAt = this.#now;
    const latency = given ?? this.#latency(this.#orderCount);
    const { oco, protects } = links;
    const order: Order = {
      ...intent,
      id,
      status: 'sending',
      filledLots: lots(0),
      submittedAt,
      ...(protects === undefined ? {} : { protects }),
      ...(oco === undefined ? {} : { oco }),
      ...(targetOf === undefined ? {} : { targetOf }),
    };
    this.#orders.set(id, newVenueOrder({ id, intent, latency, submittedAt, ...links }));
    this.#known.add(order);
    this.#outcomes.push({ kind: 'order-submitted', order });
    this.#schedule.add(meetsBookAt(submittedAt, latency), { kind: 'arrival', orderId: id });
    return id;
  }

  #sendCancel(orderId: OrderId, because: string): void {
    const known = this.#known.get(orderId);
    if (!known || isClosed(known.status) || known.status === 'canceling') return;
    if (known.status === 'sending') {
      this.#cancelWishes.set(orderId, because);
      return;
    }
    this.#learn({ kind: 'cancel-requested', orderId, because });
    // It travels as its order did, and so never arrives before it.
    const latency = this.#orders.get(orderId)?.latency ?? this.#latency(this.#orderCount);
    const { instrument } = known;
    this.#schedule.add(meetsBookAt(this.#now, latency), { kind: 'cancel', orderId, instrument, because });
  }

  #deliver({ what }: Due<VenueMessage>, books: Books): void {
    switch (what.kind) {
      case 'known':
        return this.#learn(what.outcome);
      case 'cancel':
        return this.#desks.get(what.instrument)?.cancel(what.orderId, what.because, this.#now);
      case 'amend': {
        const order = this.#orders.get(what.orderId);
        if (order)
          this.#desks.get(what.instrument)?.amend(order, what.change, this.#now, books(what.instrument));
        else this.#learn(tooLate(what.orderId));
        return;
      }
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
    if (learned) this.#follow();
  }

  #learn(outcome: Outcome): void {
    this.#outcomes.push(outcome);
    if (outcome.kind === 'order-submitted') this.#known.add(outcome.order);
    const order = this.#known.learn(outcome);
    if (!order) return;
    this.#protection.learn(outcome, order, this.#now);
    this.#cancelAsWished(order);
    if (outcome.kind === 'order-filled') this.#targets.learn(outcome.fill, order);
    else if (isClosed(order.status)) this.#targets.forget(order.id);
  }

  /** An order can be taken back once the venue is known to have it. */
  #cancelAsWished({ id, status }: Order): void {
    const because = this.#cancelWishes.get(id);
    if (because === undefined || status === 'sending') return;
    this.#cancelWishes.delete(id);
    this.#sendCancel(id, because);
  }

  /** Stops and targets follow what has become known. */
  #follow(): void {
    this.#protection.sync(this.#now, this.#protectionDoor);
    this.#targets.sync((intent, links) => this.#send(intent, links));
  }

  #enforceMargin(book: BookView): void {
    const because = 'liquidation: nothing backs another position';
    this.#margin.enforce(
      () => {
        for (const desk of this.#desks.values()) desk.clearEntries(because, this.#now);
      },
      (closing) => this.#liquidate(closing, book),
    );
  }

  /** The venue makes an order of its own and fills it at once; we learn of both later. */
  #liquidate({ cause, instrument, runId, signedLots }: ForcedClosing, book: BookView): void {
    this.#orderCount += 1;
    const id = this.#idOf(this.#orderCount);
    const latency = this.#latency(this.#orderCount);
    const intent: OrderIntent = {
      runId,
      instrument: instrument.id,
      role: 'exit',
      side: signedLots > 0 ? 'sell' : 'buy',
      lots: lots(Math.abs(signedLots)),
      kind: { type: 'market' },
      reduceOnly: true,
      reason: 'liquidation',
    };
    const submittedAt = venueTimeOf(this.#now, latency);
    const order = newVenueOrder({ id, intent, latency, submittedAt, liquidation: cause });
    const told: Order = { ...intent, id, status: 'sending', filledLots: lots(0), submittedAt };
    const heardAt = this.#knownAt(order, this.#now);
    this.#hear(heardAt, { kind: 'order-submitted', order: told });
    this.#hear(heardAt, {
      kind: 'notice',
      level: 'warning',
      text: `${instrument.id}: the venue liquidated ${Math.abs(signedLots)} lots of ${runId}`,
    });
    this.#desks.get(instrument.id)?.liquidate(order, cause.bankruptcyTicks, this.#now, book);
  }

  readonly #protectionDoor: ProtectionDoor = {
    place: (intent, links) => this.#send(intent, links),
    cancel: (orderId, because) => this.#sendCancel(orderId, because),
    warn: (text) => this.#outcomes.push({ kind: 'notice', level: 'warning', text }),
    order: (orderId) => this.#known.get(orderId),
  };

  /** What the venue tells comes over one line: nothing overtakes what it told before. */
  #knownAt({ latency }: VenueOrder, time: UnixMs): UnixMs {
    const at = knownAt(time, latency);
    return at < this.#heardUntil ? this.#heardUntil : at;
  }

  #hear(at: UnixMs, outcome: Outcome): void {
    this.#heardUntil = at;
    this.#schedule.add(at, { kind: 'known', outcome });
  }

  #deskDoor(): DeskDoor {
    return {
      knownAt: (order, time) => this.#knownAt(order, time),
      tell: (order, time, outcome) => {
        if (endsOrder(outcome)) this.#orders.delete(order.id);
        this.#hear(this.#knownAt(order, time), outcome);
      },
      triggered: (order, time) => {
        this.#schedule.add(unixMs(time + TRIGGER_MS), { kind: 'set-off', orderId: order.id });
      },
      refusesStop: () => {
        if (this.#refusedStops >= (this.#options.refuseStops ?? 0)) return false;
        this.#refusedStops += 1;
        return true;
      },
      objection: (order, intent, lastTicks) =>
        this.#rules.objection(order, intent, { time: this.#now, orders: this.#orders.values(), lastTicks }),
      otherLeg: (order) => (order.oco === undefined ? undefined : this.#orders.get(order.oco)),
      filled: (fill) => {
        this.#positions.add(fill);
        this.#margin.book(fill);
      },
    };
  }
}

/** How an order is bound to others, and its delays where they are not its own. */
type Links = Partial<
  Pick<VenueOrder, 'decisionMidHalfTicks' | 'protects' | 'replaces' | 'oco' | 'latency'> &
    Pick<Order, 'targetOf'>
>;

const tooLate = (orderId: OrderId): Outcome => ({
  kind: 'amend-rejected',
  orderId,
  code: 'not-amendable',
  measured: {},
});

const endsOrder = (outcome: Outcome): boolean =>
  outcome.kind === 'order-rejected' ||
  outcome.kind === 'order-canceled' ||
  outcome.kind === 'order-expired' ||
  (outcome.kind === 'order-filled' && outcome.closed);
