import type { Fill } from '../domain/order/fill.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { RejectCode } from '../domain/order/order.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { VenueOrder } from './venue-order.ts';

/** Why the venue turns an order or a change away: the code and the numbers that led to it. */
export interface Objection {
  readonly code: RejectCode;
  readonly measured: Readonly<Record<string, number>>;
}

/** What a desk tells and asks the venue it belongs to. */
export interface DeskDoor {
  /** When we learn of something that happens to an order in the market held at `time`. */
  knownAt(order: VenueOrder, time: UnixMs): UnixMs;
  /** Something happened to an order in the market held at `time`. */
  tell(order: VenueOrder, time: UnixMs, outcome: Outcome): void;
  /** A waiting order was set off and has to meet the book. */
  triggered(order: VenueOrder, time: UnixMs): void;
  /** Whether a protective stop is turned away, as a fault. */
  refusesStop(order: VenueOrder): boolean;
  /** What the venue as a whole has against an order as `intent` states it; counts as one request. */
  objection(order: VenueOrder, intent: OrderIntent, lastTicks: number): Objection | undefined;
  /** The other leg of an order, wherever it is by now; undefined when it has ended. */
  otherLeg(order: VenueOrder): VenueOrder | undefined;
  /** Lots changed hands. */
  filled(fill: Fill): void;
}
