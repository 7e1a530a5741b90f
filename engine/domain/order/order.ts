import type { Lots } from '../units/lots.ts';
import type { UnixMs } from '../units/time.ts';
import type { OrderIntent } from './order-intent.ts';

/** Every status an order can have. */
export const ORDER_STATUSES = [
  'intent',
  'denied',
  'sending',
  'unknown',
  'working',
  'amending',
  'canceling',
  'triggered',
  'filled',
  'canceled',
  'expired',
  'rejected',
  'lost',
] as const;

/** Ours, made before the order leaves; unique for ever. */
export type OrderId = string;

/**
 * Where an order stands. `intent`: written down, not yet let go; `denied`: it never left; `sending`: it may have
 * left; `unknown`: it may stand at the venue or not; `working`: the venue has it; `amending`, `canceling`: a change
 * or its end was asked for; `triggered`: set off; `lost`: the venue can no longer tell, a person has to look.
 */
export type OrderStatus = (typeof ORDER_STATUSES)[number];

const CLOSED: ReadonlySet<OrderStatus> = new Set([
  'denied',
  'filled',
  'canceled',
  'expired',
  'rejected',
  'lost',
]);

/** Whether nothing more can be asked of the order. Fills are taken in all the same. */
export const isClosed = (status: OrderStatus): boolean => CLOSED.has(status);

/** Whether an answer of the venue is awaited: how the order stands is not settled. */
export const isInFlight = (status: OrderStatus): boolean =>
  status === 'sending' || status === 'unknown' || status === 'amending' || status === 'canceling';

/** Why the venue, real or simulated, said no. The same codes on paper and live. */
export type RejectCode =
  | 'post-only-would-cross'
  | 'no-liquidity'
  | 'fill-or-kill-unfillable'
  | 'reduce-only-without-position'
  | 'insufficient-margin'
  | 'stop-would-trigger'
  | 'stop-not-confirmed'
  | 'precision'
  | 'below-min-size'
  | 'above-max-size'
  | 'below-min-notional'
  | 'above-max-notional'
  | 'price-outside-band'
  | 'rate-limited'
  | 'other-leg-ended'
  | 'not-amendable'
  /** Asked for everywhere and not found once it could no longer arrive. */
  | 'never-arrived'
  /** The venue's own reason, named by its code. */
  | 'refused-by-venue';

/** An order's life so far. */
export interface Order extends OrderIntent {
  readonly id: OrderId;
  readonly status: OrderStatus;
  readonly filledLots: Lots;
  readonly submittedAt: UnixMs;
  /** When it reached the venue; undefined while it is on its way. */
  readonly acceptedAt?: UnixMs;
  /** The entry a protective stop belongs to. */
  readonly protects?: OrderId;
  /** The other leg: as one of the two fills or is set off, the other goes. */
  readonly oco?: OrderId;
  /** The entry whose bracket a target belongs to. */
  readonly targetOf?: OrderId;
}
