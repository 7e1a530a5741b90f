import { squareRows } from './square-rows.ts';
import { type ColumnFit, ColumnRegressions } from './column-regression.ts';
import { productAround } from './four-sums.ts';
import { LaggedSeries } from './lagged-columns.ts';

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
 * Vector autoregressions of order `lags` with constants, each equation by least squares, of `size` series of
 * `count` values: one after another in the same memory.
 *
 * Source: Lütkepohl (2005), New Introduction to Multiple Time Series Analysis, section 3.2.
 */
export class VectorAutoregressions {
  /** To be filled with the values before each fit. */
  readonly series: readonly Float64Array[];
  readonly #columns: readonly Float64Array[];
  readonly #rows: readonly Float64Array[];
  readonly #regressions = new ColumnRegressions();
  readonly #intercepts: Float64Array;
  readonly #coefficients: readonly (readonly Float64Array[])[];
  readonly #covariance: readonly Float64Array[];

  constructor(size: number, count: number, lags: number) {
    const lagged = Array.from({ length: size }, () => new LaggedSeries(count, lags));
    this.series = lagged.map(({ values }) => values);
    this.#columns = lagged.flatMap(({ columns }) => columns);
    this.#rows = lagged.map(({ rows }) => rows);
    this.#intercepts = new Float64Array(size);
    this.#coefficients = Array.from({ length: lags }, () => squareRows(size));
    this.#covariance = squareRows(size);
  }

  /**
   * The model of the values that `series` holds now, valid until the next call. Undefined where an equation has
   * no solution.
   */
  fit(): VectorAutoregression | undefined {
    const fits = this.#regressions.fit(this.#columns, this.#rows);
    if (fits === undefined) return undefined;
    const { count = 0, freedom = NaN } = fits[0] ?? {};
    for (let i = 0; i < fits.length; i += 1) this.#writeEquation(i, fits, freedom);
    return {
      intercepts: this.#intercepts,
      coefficients: this.#coefficients,
      residuals: fits.map(({ residuals }) => residuals),
      covariance: this.#covariance,
      count,
      freedom,
    };
  }

  #writeEquation(i: number, fits: readonly ColumnFit[], freedom: number): void {
    const { coefficients, intercept, residuals } = fits[i] as ColumnFit;
    const lags = this.#coefficients.length;
    this.#intercepts[i] = intercept;
    for (let k = 0; k < lags; k += 1) {
      const ofLag = (this.#coefficients[k] as readonly Float64Array[])[i] as Float64Array;
      for (let j = 0; j < fits.length; j += 1) ofLag[j] = coefficients[j * lags + k] as number;
    }
    const covariances = this.#covariance[i] as Float64Array;
    for (let j = 0; j < fits.length; j += 1)
      covariances[j] = productAround(residuals, 0, (fits[j] as ColumnFit).residuals, 0) / freedom;
  }
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
