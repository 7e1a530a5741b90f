import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import { signOf } from '../../domain/order/side.ts';
import { holdsBack, isSameHit, type LimitHit } from '../../domain/risk/limit-hit.ts';
import type { TradingState } from '../../domain/session/mode.ts';
import type { Outcome, RecordedOutcome } from '../../domain/session/outcome.ts';
import type { PlaceRequest } from '../../domain/venue/venue-request.ts';
import type { TradingVenue } from '../trading-venue.ts';
import { PromisedLots } from './promised-lots.ts';

/** Something that must never be has been seen: the process ends, and recovery begins from what is durable. */
export class InvariantViolation extends Error {}

/** What the rules are held against besides the outcomes. */
export interface InvariantFacts {
  readonly venue: Pick<TradingVenue, 'openOrders' | 'faults'>;
  /** Signed lots the ledger has booked. */
  readonly bookedLots: (runId: RunId, instrument: InstrumentId) => number;
  readonly entrySpacingMs: number;
  /** Entries leave for a real venue. */
  readonly isReal: boolean;
  /** Whether what is known of an instrument may be acted on now. */
  readonly isFeedLive: (instrument: InstrumentId) => boolean;
  /** Whose run it is; `manual` for orders by hand. */
  readonly strategyOf: (runId: RunId) => string;
}

/** What an account begins with. */
export interface InvariantBeginning {
  readonly openOrders: readonly Order[];
  readonly positions: readonly {
    readonly runId: RunId;
    readonly instrument: InstrumentId;
    readonly signedLots: number;
  }[];
  readonly tradingState: TradingState;
  readonly lastEntrySentAt: ReadonlyMap<InstrumentId, number>;
  /** Limits that were reached and still hold. */
  readonly hits: readonly LimitHit[];
}

interface Counted {
  readonly lots: number;
  filled: number;
  isOverfilled: boolean;
}

/** Orders whose fills are still added up; older ones are closed for long. */
const KEPT = 4096;

/**
 * Twelve rules of orders and positions, held against everything that is told, by adding it up a second time. In
 * production too: a rule that is broken is worth more than the minute it costs.
 */
export class Invariants {
  readonly #facts: InvariantFacts;
  readonly #orders = new Map<OrderId, Counted>();
  readonly #placed = new Set<OrderId>();
  readonly #held = new Map<string, number>();
  /** Whose fills were counted since the ledger was compared. */
  readonly #booked = new Map<string, Pick<Fill, 'runId' | 'instrument'>>();
  readonly #entrySentAt: Map<InstrumentId, number>;
  readonly #frozen = new Set<InstrumentId>();
  readonly #roles = new Map<OrderId, Pick<Order, 'role' | 'runId'>>();
  readonly #promised = new PromisedLots();
  /** Instruments that were live after the last event. */
  readonly #live = new Set<InstrumentId>();
  #hits: readonly LimitHit[];
  #state: TradingState;
  #isArmed = false;
  #sequence = 0;

  constructor(
    facts: InvariantFacts,
    { hits, lastEntrySentAt, openOrders, positions, tradingState }: InvariantBeginning,
  ) {
    this.#facts = facts;
    this.#state = tradingState;
    this.#entrySentAt = new Map(lastEntrySentAt);
    this.#hits = hits;
    for (const order of openOrders) this.#note(order);
    for (const order of openOrders) this.#promised.note(order);
    for (const { instrument, runId, signedLots } of positions)
      this.#held.set(keyOf(runId, instrument), signedLots);
  }

  /** @throws {InvariantViolation} naming the rule, what it was broken by and the numbers. */
  check(outcomes: readonly RecordedOutcome[]): void {
    for (const recorded of outcomes) this.#take(recorded);
    for (const fault of this.#facts.venue.faults()) throw new InvariantViolation(fault);
    this.#checkOpen(this.#facts.venue.openOrders());
  }

  /** An event that may have changed a feed is over. */
  noteFeed(instrument: InstrumentId): void {
    if (this.#facts.isFeedLive(instrument)) this.#live.add(instrument);
    else this.#live.delete(instrument);
  }

  #take({ index, outcome, sequence, time }: RecordedOutcome): void {
    if (sequence < this.#sequence || (sequence === this.#sequence && index === 0))
      broken('I11', `event ${sequence} came after event ${this.#sequence}`);
    this.#sequence = sequence;
    this.#promised.take(outcome, (id) => this.#facts.venue.openOrders().find((order) => order.id === id));
    if (outcome.kind === 'order-submitted') this.#checkSubmitted(outcome.order, time);
    else if (outcome.kind === 'order-sent') this.#checkSent(outcome.orderId, time);
    else if (outcome.kind === 'order-filled') this.#checkFill(outcome);
    else if (outcome.kind === 'order-amended') this.#resize(outcome.orderId, outcome.change.lots);
    else if (outcome.kind === 'venue-request') {
      if (outcome.request.kind === 'place') this.#checkPlace(outcome.request);
    } else this.#follow(outcome);
  }

  #checkSubmitted(order: Order, time: number): void {
    this.#note(order);
    if (order.status === 'sending') this.#checkLeaving(order, time);
  }

  #follow(outcome: Outcome): void {
    if (outcome.kind === 'trading-state') this.#state = outcome.state;
    else if (outcome.kind === 'arming') this.#isArmed = outcome.until !== undefined;
    else if (outcome.kind === 'symbol-frozen') this.#frozen.add(outcome.instrument);
    else if (outcome.kind === 'symbol-released') this.#frozen.delete(outcome.instrument);
    else if (outcome.kind === 'limit-hit') this.#hits = [...this.#hits, outcome.hit];
    else if (outcome.kind === 'limit-hit-ended')
      this.#hits = this.#hits.filter((hit) => !isSameHit(hit, outcome.hit));
  }

  #note(order: Order): void {
    this.#orders.set(order.id, { lots: order.lots, filled: order.filledLots, isOverfilled: false });
    this.#roles.set(order.id, order);
    if (this.#orders.size <= KEPT) return;
    for (const oldest of [...this.#orders.keys()].slice(0, KEPT / 2)) {
      this.#orders.delete(oldest);
      this.#roles.delete(oldest);
    }
  }

  #resize(orderId: OrderId, size: number | undefined): void {
    const counted = this.#orders.get(orderId);
    if (counted && size !== undefined) this.#orders.set(orderId, { ...counted, lots: size });
  }

  #checkLeaving(order: Pick<Order, 'id' | 'role' | 'runId' | 'instrument' | 'oco'>, time: number): void {
    if (order.role !== 'entry') return;
    const sentAt = this.#entrySentAt.get(order.instrument);
    // Two legs for the same lots that leave together are one entry.
    if (sentAt === time && order.oco !== undefined && this.#roles.has(order.oco)) return;
    const { entrySpacingMs, isFeedLive, isReal, strategyOf } = this.#facts;
    if (sentAt !== undefined && time - sentAt < entrySpacingMs)
      broken('I7', `${order.id} leaves ${time - sentAt} ms after the entry before it`);
    this.#entrySentAt.set(order.instrument, time);
    if (this.#state !== 'active') broken('I10', `entry ${order.id} leaves while trading is ${this.#state}`);
    if (this.#frozen.has(order.instrument)) broken('I10', `entry ${order.id} leaves in a frozen symbol`);
    if (isReal && !this.#isArmed) broken('I10', `entry ${order.id} leaves and nothing is armed`);
    // An entry may have left before the very event that made the feed stale was taken in.
    if (!isFeedLive(order.instrument) && !this.#live.has(order.instrument))
      broken('I10', `entry ${order.id} leaves on a feed that is not live`);
    const entry = { instrument: order.instrument, strategyId: strategyOf(order.runId) };
    const hit = this.#hits.find((each) => holdsBack(each, entry));
    if (hit) broken('I10', `entry ${order.id} leaves while ${hit.code} holds`);
  }

  #checkSent(orderId: OrderId, time: number): void {
    const order = this.#facts.venue.openOrders().find((each) => each.id === orderId);
    if (order) this.#checkLeaving(order, time);
  }

  #checkPlace({ instrument, lots, orderId, reduceOnly, side }: PlaceRequest): void {
    const known = this.#roles.get(orderId);
    if (!known) return broken('I3', `${orderId} leaves and was never written down`);
    if (this.#placed.has(orderId)) broken('I4', `${orderId} leaves a second time`);
    this.#placed.add(orderId);
    if (known.role === 'entry') return undefined;
    const held = this.#held.get(keyOf(known.runId, instrument)) ?? 0;
    if (!reduceOnly || -signOf(side) * held < lots)
      broken(
        'I5',
        `${known.role} ${orderId} of ${lots} lots, reduce-only ${reduceOnly}, against ${held} lots`,
      );
    return undefined;
  }

  #checkFill({ fill, filledLots, isOverfill }: Extract<Outcome, { kind: 'order-filled' }>): void {
    this.#count(fill);
    const counted = this.#orders.get(fill.orderId);
    if (!counted) return;
    counted.filled += fill.lots;
    counted.isOverfilled ||= isOverfill === true;
    if (counted.filled !== filledLots)
      broken(
        'I1',
        `${fill.orderId} is told to be filled with ${filledLots} lots, its fills are ${counted.filled}`,
      );
    if (filledLots > counted.lots && !counted.isOverfilled)
      broken('I1', `${fill.orderId} of ${counted.lots} lots is filled with ${filledLots}`);
  }

  #count(fill: Fill): void {
    const key = keyOf(fill.runId, fill.instrument);
    const held = (this.#held.get(key) ?? 0) + signOf(fill.side) * fill.lots;
    this.#held.set(key, held);
    this.#booked.set(key, fill);
  }

  #checkOpen(open: readonly Order[]): void {
    const difference = this.#promised.differenceFrom(open);
    if (difference !== undefined) broken('I9', difference);
    for (const [key, { instrument, runId }] of this.#booked) {
      const booked = this.#facts.bookedLots(runId, instrument);
      const held = this.#held.get(key) ?? 0;
      if (booked !== held)
        broken('I2', `${runId} holds ${held} lots of ${instrument} by its fills, ${booked} by the ledger`);
    }
    this.#booked.clear();
    const unresolved = new Map<string, OrderId>();
    for (const { filledLots, id, instrument, lots, oco, role, runId, status } of open) {
      if (role !== 'entry' || runId === 'manual') continue;
      if (filledLots > lots && this.#orders.get(id)?.isOverfilled === false)
        broken('I9', `${id} reserves ${lots - filledLots} lots`);
      if (status !== 'sending' && status !== 'unknown') continue;
      const key = keyOf(runId, instrument);
      const before = unresolved.get(key);
      if (before !== undefined && before !== oco)
        broken('I8', `${runId} has two unresolved entries in ${instrument}`);
      unresolved.set(key, id);
    }
  }
}

function broken(rule: string, because: string): never {
  throw new InvariantViolation(`${rule}: ${because}`);
}

const keyOf = (runId: RunId, instrument: InstrumentId): string => `${instrument}|${runId}`;
