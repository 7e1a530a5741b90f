import { columnRegressions } from './column-regression.ts';
import { productAround } from './four-sums.ts';
import { laggedColumns } from './lagged-columns.ts';

/** Several series, each on the last values of all. */
export interface VectorAutoregression {
  readonly intercepts: Float64Array;
  /** `coefficients[k - 1][i][j]`: what the value of series j, k steps before, counts in series i. */
  readonly coefficients: readonly (readonly Float64Array[])[];
  /** Of each series, over the rows. */
  readonly residuals: readonly Float64Array[];
  /** Covariance of the residuals, divided by rows less coefficients of an equation. */
  readonly covariance: readonly Float64Array[];
  /** Rows of the regressions, and rows less coefficients. */
  readonly count: number;
  readonly freedom: number;
}

/**
 * Vector autoregression of order `lags` with constants, each equation by least squares. Undefined where an
 * equation has no solution.
 *
 * Source: Lütkepohl (2005), New Introduction to Multiple Time Series Analysis, section 3.2.
 */
export function vectorAutoregression(
  series: readonly Float64Array[],
  lags: number,
): VectorAutoregression | undefined {
  const columns = series.flatMap((values) => laggedColumns(values, lags));
  const fits = columnRegressions(
    columns,
    series.map((values) => values.subarray(lags)),
  );
  if (fits === undefined) return undefined;
  const { count = 0, freedom = NaN } = fits[0] ?? {};
  return {
    intercepts: Float64Array.from(fits, ({ intercept }) => intercept),
    coefficients: Array.from({ length: lags }, (_, k) =>
      fits.map(({ coefficients }) =>
        Float64Array.from(series, (_each, j) => coefficients[j * lags + k] as number),
      ),
    ),
    residuals: fits.map(({ residuals }) => residuals),
    covariance: fits.map((left) =>
      Float64Array.from(fits, (right) => productAround(left.residuals, 0, right.residuals, 0) / freedom),
    ),
    count,
    freedom,
  };
}

/** The value of each series after the last of `series`. */
export function nextOfAutoregression(
  { coefficients, intercepts }: VectorAutoregression,
  series: readonly ArrayLike<number>[],
): Float64Array {
  return intercepts.map((intercept, i) =>
    coefficients.reduce(
      (sum, lag, k) =>
        series.reduce(
          (inner, values, j) => inner + (lag[i]?.[j] as number) * (values[values.length - 1 - k] as number),
          sum,
        ),
      intercept,
    ),
  );
}
