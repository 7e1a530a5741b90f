import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { RequestId } from '../../domain/venue/venue-request.ts';
import type { ProtectionState } from '../protection-state.ts';
import type { CoinRestsState } from './coin-rests.ts';
import type { DeadManState } from './dead-man.ts';
import type { ForeignOrdersState } from './foreign-orders.ts';
import type { LinkedOrdersState } from './linked-orders.ts';
import type { OrderRecord } from './order-record.ts';
import type { OrderSender } from './order-sender.ts';
import type { PutOff } from './requests.ts';
import type { TradeIntakeState } from './trade-intake.ts';
import type { WalletState } from './wallet.ts';

/** A live venue as plain data: all that has to survive a restart. What was being asked is asked again. */
export interface LiveVenueState extends LinkedOrdersState, ForeignOrdersState {
  readonly venue: 'live';
  readonly now: UnixMs;
  readonly orders: { readonly open: readonly OrderRecord[]; readonly closed: readonly OrderRecord[] };
  readonly sent: OrderSender['state'];
  readonly nextRequestId: RequestId;
  /** The venue had put us off as the session ended. */
  readonly limited?: PutOff | undefined;
  /** Signed lots by run and instrument. */
  readonly positions: readonly (readonly [string, number])[];
  readonly protection: ProtectionState;
  readonly trades: TradeIntakeState;
  /** Absent in states from before money was compared. */
  readonly wallet?: WalletState;
  /** Absent where no fee was ever taken in a coin. */
  readonly coinRests?: CoinRestsState;
  readonly feeCoinRests?: CoinRestsState;
  readonly owedForFees?: readonly (readonly [InstrumentId, number])[];
  /** Signed lots others hold, by instrument. */
  readonly external: readonly (readonly [InstrumentId, number])[];
  readonly frozen: readonly (readonly [InstrumentId, string])[];
  /** Released by a person before the venue had said what it holds. */
  readonly toAdopt?: readonly InstrumentId[];
  /** Absent while the venue's own switch is off. */
  readonly deadMan?: DeadManState;
}
