import type { InstrumentId } from '../instrument/instrument.ts';
import type { RunId } from '../order/order-intent.ts';
import type { Money } from '../units/money.ts';

/** What one run holds of one instrument. */
export interface Position {
  readonly runId: RunId;
  readonly instrument: InstrumentId;
  /** Signed lots: above zero is long, below zero short. */
  readonly signedLots: number;
  /** What the open lots cost, signed like the lots; average entry = cost / lots. Exact. */
  readonly cost: Money;
  readonly realizedPnl: Money;
  readonly feesPaid: Money;
  /** Received minus paid. */
  readonly funding: Money;
}
