import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { RefusalCode } from '../../domain/order/refusal.ts';
import type { Money } from '../../domain/units/money.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';

/** What a real venue is traded with. */
export interface LiveVenueOptions {
  readonly instruments: readonly Instrument[];
  readonly traits: VenueTraits;
  /** Makes the ids of our orders unlike those of every other session. */
  readonly sessionId: string;
  /** Currency of the ledger. */
  readonly currency: string;
  /** A stop must be confirmed within this after its entry's first fill is known, in ms. */
  readonly stopConfirmMs: number;
  /** Between two entries in one instrument, from sent to sent, in ms. */
  readonly entrySpacingMs: number;
  /** Why an entry may not leave, by who runs the session; asked once more as it leaves. */
  readonly entryObstacle?: (entry: OrderIntent) => RefusalCode | undefined;
  /**
   * What the venue's balance of the currency should be by the ledger, fees in other currencies taken as paid in it;
   * undefined while that cannot be said.
   */
  readonly bookedCash?: () => Money | undefined;
  /** The user has seen in a small test that the venue's dead-man's switch spares stops. */
  readonly isDeadManTested?: boolean;
}
