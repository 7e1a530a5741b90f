import { columnRegression } from '../../../numerics/column-regression.ts';
import { laggedColumns } from '../../../numerics/lagged-columns.ts';
import { fTail } from '../../../numerics/tail-probabilities.ts';

/** Whether one series drives another at one frequency. */
export interface FrequencyCausality {
  /** Radians per step. */
  readonly omega: number;
  /** F-statistic of no drive at this frequency. */
  readonly f: number;
  readonly pValue: number;
}

/**
 * Tests at each frequency that the last `lags` values of `x` do not move `y` at it, beside the own last
 * `lags` values of `y`. Undefined where the regression does not exist or leaves no error.
 *
 * Source: Breitung & Candelon (2006), Testing for short- and long-run causality: A frequency-domain approach,
 * Journal of Econometrics 132(2).
 */
export function frequencyCausality(
  y: Float64Array,
  x: Float64Array,
  { lags, omegas }: { readonly lags: number; readonly omegas: readonly number[] },
): FrequencyCausality[] | undefined {
  const columns = [...laggedColumns(y, lags), ...laggedColumns(x, lags)];
  const fit = columnRegression(columns, y.subarray(lags));
  if (fit === undefined || !(fit.sumOfSquares > 0)) return undefined;
  const variance = fit.sumOfSquares / fit.freedom;
  const b = fit.coefficients.subarray(lags);
  const covariance = fit.inverseGram
    .slice(lags)
    .map((row) => row.subarray(lags).map((each) => each * variance));
  return omegas.map((omega) => {
    const cosines = b.map((_, j) => Math.cos((j + 1) * omega));
    const sines = b.map((_, j) => Math.sin((j + 1) * omega));
    const f = jointF([cosines, sines], b, covariance);
    return { omega, f, pValue: fTail(f, 2, fit.freedom) };
  });
}

/** F-statistic of two linear combinations of coefficients both being 0. */
function jointF(
  [first, second]: readonly [Float64Array, Float64Array],
  b: Float64Array,
  covariance: readonly Float64Array[],
): number {
  const under = (left: Float64Array, right: Float64Array) =>
    covariance.reduce(
      (sum, row, i) =>
        sum + (left[i] as number) * row.reduce((inner, each, j) => inner + each * (right[j] as number), 0),
      0,
    );
  const one = b.reduce((sum, each, j) => sum + each * (first[j] as number), 0);
  const other = b.reduce((sum, each, j) => sum + each * (second[j] as number), 0);
  const v11 = under(first, first);
  const v12 = under(first, second);
  const v22 = under(second, second);
  return (one * one * v22 - 2 * one * other * v12 + other * other * v11) / (v11 * v22 - v12 * v12) / 2;
}
