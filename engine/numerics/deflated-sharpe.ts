import { normalQuantile } from './normal-distribution.ts';
import { type MeasuredSharpe, probabilisticSharpe } from './probabilistic-sharpe.ts';

const EULER = 0.5772156649015329;
const LEAST_VARIANCE = 1e-12;

/** What was tried before one was chosen. */
export interface SharpeTrials {
  /** How many independent ones. */
  readonly trials: number;
  /** Variance of their Sharpe ratios. */
  readonly variance: number;
}

/**
 * The largest Sharpe ratio to expect of so many trials without any skill; 0 of one.
 *
 * Source: Bailey & López de Prado (2014), The Deflated Sharpe Ratio, Journal of Portfolio Management 40(5).
 */
export function expectedMaximumSharpe({ trials, variance }: SharpeTrials): number {
  if (trials <= 1) return 0;
  const high = (1 - EULER) * normalQuantile(1 - 1 / trials);
  return Math.sqrt(variance) * (high + EULER * normalQuantile(1 - 1 / (trials * Math.E)));
}

/** Probability that the best of some trials has more behind it than luck; undefined where its moments do not exist. */
export function deflatedSharpe(measured: MeasuredSharpe, trials: SharpeTrials): number | undefined {
  return probabilisticSharpe(measured, expectedMaximumSharpe(trials), LEAST_VARIANCE);
}
