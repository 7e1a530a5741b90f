import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { ApprovedOrder } from '../domain/order/approved-order.ts';
import type { OrderChange } from '../domain/order/order-change.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import type { Order, OrderId } from '../domain/order/order.ts';
import type { Side } from '../domain/order/side.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { VenueConditions } from '../domain/venue/venue-condition.ts';
import type { VenueReport } from '../domain/venue/venue-report.ts';
import type { BookView } from './book-view.ts';
import type { VenueSwitch } from './venue-switch.ts';

/** The book of an instrument as it stands now. */
export type Books = (id: InstrumentId) => BookView | undefined;

/** The stop behind one entry. */
export interface StopBehind {
  readonly entryId: OrderId;
  /** Side of the stop. */
  readonly side: Side;
  /** Lots of the entry that are open. */
  readonly lots: number;
  /** Where it belongs, and where the venue is known to hold it; undefined while it is not known to. */
  readonly trigger: Ticks;
  readonly standsAt: number | undefined;
}

/**
 * Where approved orders go, simulated or real, as the kernel sees it. Deterministic: the same calls give the
 * same outcomes. What happens comes back as outcomes and in no other way. `State` is plain data.
 */
export interface TradingVenue<State = unknown> {
  /** The session begins at `time`; what an earlier one left is taken up. */
  begin(time: UnixMs): readonly Outcome[];
  /**
   * Sends an order at `time`. `decisionMidHalfTicks` is twice the mid at the decision.
   * @throws {RangeError} when the instrument is not traded here or the order has no size.
   */
  submit(order: ApprovedOrder, time: UnixMs, decisionMidHalfTicks: number | undefined): readonly Outcome[];
  /** Asks for a change of what is left of an order, where it stands. */
  amend(orderId: OrderId, change: OrderChange, because: string, time: UnixMs): readonly Outcome[];
  /** Asks for an order back; it may still fill until the request arrives. Closed orders stay as they are. */
  cancel(orderId: OrderId, because: string, time: UnixMs): readonly Outcome[];
  /** Asks for the protective stop behind an entry to be set to another trigger; there is no moment without one. */
  moveStop(entryId: OrderId, trigger: Ticks, time: UnixMs): readonly Outcome[];
  /** Stops behind entries of a run that have lots open, the oldest first. */
  stopsBehind(runId: RunId, instrument: InstrumentId): readonly StopBehind[];
  /** Does everything due up to and including `time`, with the books as they were before the event that brings it. */
  advance(time: UnixMs, books: Books): readonly Outcome[];
  /** The earliest time at which something comes due by itself. */
  nextDue(): UnixMs | undefined;
  /** The market has moved; `book` has taken the event in. */
  onMarket(event: MarketEvent, book: BookView): readonly Outcome[];
  /** The venue has told something. A simulated venue has nobody to tell it anything. */
  onReport(report: VenueReport, time: UnixMs): readonly Outcome[];
  /** A person has looked at a frozen instrument: what others hold there is theirs from now on. */
  release(instrument: InstrumentId, because: string, time: UnixMs): readonly Outcome[];
  /** What we know may be old, after a sleep or a broken line: everything is compared again before entries leave. */
  resynchronize(because: string, time: UnixMs): readonly Outcome[];
  conditions(): VenueConditions;
  /** Its own switch that cancels when we fall silent; a simulated venue has none. */
  readonly venueSwitch?: VenueSwitch;
  /** What in its own bookkeeping must never be, each beginning with the rule it breaks; empty in a sound venue. */
  faults(): readonly string[];
  /** Orders that are not closed as far as we know, in order of submission. */
  openOrders(): readonly Order[];
  /** An order as we know it, also one of the latest that closed. */
  order(id: OrderId): Order | undefined;
  /** Whether an entry of the run is open, on its way, resting, or nobody knows. */
  hasEntryInFlight(runId: RunId, instrument: InstrumentId): boolean;
  /** Whether an order of the run is open, or closed so lately that a fill of it may still become known. */
  remembersRun(runId: RunId): boolean;
  /** Where the stop behind all lots of a run is known to stand, whatever form the venue gives it. */
  knownStop(runId: RunId, instrument: InstrumentId): Ticks | undefined;
  /** Everything that has to survive a restart, as plain data. */
  snapshot(): State;
  restore(state: State): void;
}
