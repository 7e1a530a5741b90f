import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { Order, OrderId } from '../domain/order/order.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { ProtectionState } from './protection.ts';
import type { Due } from './schedule.ts';
import type { VenueOrder } from './venue-order.ts';

/** Something on its way between us and the venue. */
export type VenueMessage =
  | { readonly kind: 'arrival'; readonly orderId: OrderId }
  | {
      readonly kind: 'cancel';
      readonly orderId: OrderId;
      readonly instrument: InstrumentId;
      readonly because: string;
    }
  /** A stop that was set off meets the book. */
  | { readonly kind: 'set-off'; readonly orderId: OrderId }
  /** We learn of something that has happened. */
  | { readonly kind: 'known'; readonly outcome: Outcome };

/** A paper venue as plain data; fees of fills not yet known are bigint. */
export interface PaperVenueState {
  readonly now: UnixMs;
  readonly orderCount: number;
  readonly venueOrders: readonly VenueOrder[];
  readonly knownOrders: readonly Order[];
  readonly messages: readonly Due<VenueMessage>[];
  /** Signed lots by run and instrument, as the venue has them. */
  readonly positions: readonly (readonly [string, number])[];
  readonly protection: ProtectionState;
}
