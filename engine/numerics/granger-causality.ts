import { type ColumnFit, columnRegression } from './column-regression.ts';
import { laggedColumns } from './lagged-columns.ts';
import { fTail } from './tail-probabilities.ts';

/** Whether the past of one series tells more of another than its own past does. */
export interface GrangerTest {
  /** F-statistic of the lags of the other series. */
  readonly f: number;
  /** Of an F at least as large where they tell nothing. */
  readonly probability: number;
  /** Regression with both: the lags of `y`, nearest first, then those of `x`. */
  readonly fit: ColumnFit;
}

/**
 * F-test of the last `lags` values of `x` in a regression of `y` on its own last `lags` and a constant.
 * Undefined where a regression does not exist or leaves no error.
 *
 * Source: Granger (1969), Investigating Causal Relations by Econometric Models and Cross-spectral Methods,
 * Econometrica 37(3).
 */
export function grangerTest(y: Float64Array, x: Float64Array, lags: number): GrangerTest | undefined {
  const rows = y.subarray(lags);
  const own = laggedColumns(y, lags);
  const restricted = columnRegression(own, rows);
  const fit = columnRegression([...own, ...laggedColumns(x, lags)], rows);
  if (restricted === undefined || fit === undefined || !(fit.sumOfSquares > 0)) return undefined;
  const explained = Math.max(0, restricted.sumOfSquares - fit.sumOfSquares);
  const f = explained / lags / (fit.sumOfSquares / fit.freedom);
  return Number.isFinite(f) ? { f, probability: fTail(f, lags, fit.freedom), fit } : undefined;
}
