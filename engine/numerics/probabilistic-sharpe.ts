import { normalCdf, normalQuantile } from './normal-distribution.ts';

/** A Sharpe ratio and what it was measured on. */
export interface MeasuredSharpe {
  /** Mean over the standard deviation of the sample, per period. */
  readonly sharpe: number;
  readonly count: number;
  readonly skewness: number;
  /** Fourth standardized moment, 3 for the normal law. */
  readonly kurtosis: number;
}

/**
 * Probability that the true Sharpe ratio lies above `benchmark`, from one measured on few, skewed and
 * fat-tailed returns. Undefined where the variance of the estimate would not be above zero; `least` is taken
 * for it where it is smaller, if given.
 *
 * Source: Bailey & López de Prado (2012), The Sharpe Ratio Efficient Frontier, Journal of Risk 15(2).
 */
export function probabilisticSharpe(
  measured: MeasuredSharpe,
  benchmark: number,
  least = -Infinity,
): number | undefined {
  const { count, sharpe } = measured;
  const variance = Math.max(varianceFactor(measured), least);
  if (!(variance > 0)) return undefined;
  return normalCdf(((sharpe - benchmark) * Math.sqrt(count - 1)) / Math.sqrt(variance));
}

/**
 * How many returns of this kind prove, with an error of `alpha`, a Sharpe ratio above `benchmark`.
 * Undefined where the measured one is not above it.
 */
export function minimumTrackRecord(
  measured: MeasuredSharpe,
  benchmark: number,
  alpha: number,
): number | undefined {
  const excess = measured.sharpe - benchmark;
  return excess > 0 ? 1 + varianceFactor(measured) * (normalQuantile(1 - alpha) / excess) ** 2 : undefined;
}

/** Variance of the estimated ratio, times the count less one. */
function varianceFactor({ kurtosis, sharpe, skewness }: MeasuredSharpe): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
}
