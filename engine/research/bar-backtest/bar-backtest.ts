import type { AccountState } from '../../domain/portfolio/account.ts';
import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import type { BarFrame } from './bar-frame.ts';
import type { BarCosts } from './bar-costs.ts';
import { BarRun } from './bar-run.ts';
import type { BarStrategy } from './bar-strategy.ts';

export interface BarBacktestSettings {
  /** First deposit in quote units, a decimal. */
  readonly depositQuote: string;
  readonly costs: BarCosts;
}

/** What came of a run on bars. Money exact in 10^-8 quote units. */
export interface BarBacktestResult {
  /** Fills were guessed from bars, not made in a book; a report says so. */
  readonly fidelity: 'bar';
  readonly account: AccountState;
  readonly trades: readonly ClosedTrade[];
  readonly fillCount: number;
  /** Entries the account could not carry within the instrument's leverage. */
  readonly refusedEntries: number;
  /** Equity at the close of every bar in 10^-8 quote units: whole numbers, exact below 2^53. */
  readonly equityUnits: Float64Array;
  /** Largest fall of that curve from its peak (the deposit counts), not below zero. */
  readonly maxDrawdownUnits: number;
}

/**
 * Runs a strategy over bars at bar fidelity, pessimistic where a bar does not tell:
 * a decision at a close acts in the next bar; orders that take pay half a spread and impact on the open
 * or the stop; inside a bar the adverse extreme comes first, so a stop beats a target; a resting limit
 * is filled only when traded through by one tick, and a position entered inside a bar takes no profit in
 * that bar. What is still open at the end is sold at the last close.
 * @throws {RangeError} when there is no bar, or a strategy enters while it holds something.
 */
export function runBarBacktest(
  frame: BarFrame,
  strategy: BarStrategy,
  { costs, depositQuote }: BarBacktestSettings,
): BarBacktestResult {
  if (frame.count === 0) throw new RangeError('a backtest needs at least one bar, had none');
  const run = new BarRun(frame, costs, depositQuote);
  const equityUnits = new Float64Array(frame.count);
  let peak = run.account.equityUnits(1);
  let maxDrawdownUnits = 0;
  for (let index = 0; index < frame.count; index += 1) {
    run.trade(index);
    if (index === frame.count - 1) run.closeOut(index);
    const equity = run.account.equityUnits(frame.close[index] as number);
    equityUnits[index] = equity;
    if (equity > peak) peak = equity;
    else if (peak - equity > maxDrawdownUnits) maxDrawdownUnits = peak - equity;
    run.ask(index, strategy);
  }
  const last = frame.count - 1;
  return {
    fidelity: 'bar',
    account: run.account.state(
      (frame.openTime[last] as number) + frame.intervalMs,
      frame.close[last] as number,
    ),
    trades: run.account.trades,
    fillCount: run.account.fillCount,
    refusedEntries: run.refusedEntries,
    equityUnits,
    maxDrawdownUnits,
  };
}
