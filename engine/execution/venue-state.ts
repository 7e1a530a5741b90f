import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { OrderChange } from '../domain/order/order-change.ts';
import type { Order, OrderId } from '../domain/order/order.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { TargetsOf } from './bracket-targets.ts';
import type { VenueAccountState } from './margin/venue-account.ts';
import type { ProtectionState } from './protection-state.ts';
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
  | {
      readonly kind: 'amend';
      readonly orderId: OrderId;
      readonly instrument: InstrumentId;
      readonly change: OrderChange;
    }
  /** An order that was set off meets the book. */
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
  /** Entries that wait for more of their targets; absent where none does. */
  readonly targets?: readonly TargetsOf[];
  /** Orders to be taken back once they have arrived, and why; absent where there is none. */
  readonly cancelWishes?: readonly (readonly [OrderId, string])[];
  /** The venue's own account; absent in states from before it had one. */
  readonly account?: VenueAccountState;
  /** When the latest requests reached the venue; absent where their rate is not limited. */
  readonly requests?: readonly UnixMs[];
}
