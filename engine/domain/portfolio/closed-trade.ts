import type { InstrumentId } from '../instrument/instrument.ts';
import type { RunId } from '../order/order-intent.ts';
import type { Money } from '../units/money.ts';
import type { UnixMs } from '../units/time.ts';

/** A round trip: from flat to flat (or through zero), of one run in one instrument. */
export interface ClosedTrade {
  readonly tradeId: string;
  readonly runId: RunId;
  readonly instrument: InstrumentId;
  readonly direction: 'long' | 'short';
  readonly openedAt: UnixMs;
  readonly closedAt: UnixMs;
  /** Largest size held, in lots. */
  readonly maxLots: number;
  /** Exact sums over its fills: value bought and value sold, both positive. */
  readonly bought: Money;
  readonly sold: Money;
  readonly fees: Money;
  readonly funding: Money;
  /** Sold minus bought minus fees plus funding. */
  readonly netPnl: Money;
}
