import type { InstrumentId } from '../instrument/instrument.ts';
import type { Lots } from '../units/lots.ts';
import type { Money } from '../units/money.ts';
import type { Ticks } from '../units/ticks.ts';
import type { UnixMs } from '../units/time.ts';
import type { FillCause } from './fill-cause.ts';
import type { OrderRole, RunId } from './order-intent.ts';
import type { OrderId } from './order.ts';
import type { Side } from './side.ts';

export type Liquidity = 'maker' | 'taker';

/** One execution of part or all of an order. */
export interface Fill {
  readonly fillId: string;
  readonly orderId: OrderId;
  readonly runId: RunId;
  readonly instrument: InstrumentId;
  readonly role: OrderRole;
  readonly side: Side;
  readonly lots: Lots;
  readonly ticks: Ticks;
  readonly liquidity: Liquidity;
  /** What we paid in quote currency; below zero is a rebate. */
  readonly fee: Money;
  readonly venueTime: UnixMs;
  /** When we learned of it. */
  readonly time: UnixMs;
  readonly cause: FillCause;
}
