import type { Money } from '../units/money.ts';
import type { UnixMs } from '../units/time.ts';

/** The account at one moment. equity = deposits + realizedPnl - fees + funding + unrealizedPnl, exactly. */
export interface AccountState {
  readonly time: UnixMs;
  readonly deposits: Money;
  readonly realizedPnl: Money;
  readonly fees: Money;
  readonly funding: Money;
  readonly unrealizedPnl: Money;
  readonly equity: Money;
  /** Highest equity so far. */
  readonly peakEquity: Money;
  /** Peak minus equity, never below zero. */
  readonly drawdown: Money;
}
