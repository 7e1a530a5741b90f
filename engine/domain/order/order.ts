import type { Lots } from '../units/lots.ts';
import type { UnixMs } from '../units/time.ts';
import type { OrderIntent } from './order-intent.ts';

/** Ours, made before the order leaves; unique for ever. */
export type OrderId = string;

export type OrderStatus =
  | 'sending'
  | 'working'
  | 'triggered'
  | 'canceling'
  | 'filled'
  | 'canceled'
  | 'expired'
  | 'rejected';

export const isClosed = (status: OrderStatus): boolean =>
  status === 'filled' || status === 'canceled' || status === 'expired' || status === 'rejected';

/** Why the venue, real or simulated, said no. The same codes on paper and live. */
export type RejectCode =
  | 'post-only-would-cross'
  | 'no-liquidity'
  | 'fill-or-kill-unfillable'
  | 'reduce-only-without-position'
  | 'insufficient-margin'
  | 'stop-would-trigger'
  | 'stop-not-confirmed';

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
}
