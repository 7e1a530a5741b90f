import { squareRows } from '../../../numerics/square-rows.ts';
import { type ColumnFit, ColumnRegression } from '../../../numerics/column-regression.ts';
import { LaggedSeries } from '../../../numerics/lagged-columns.ts';
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
 * `lags` values of `y`: of series of `count` values, one pair after another in the same memory.
 *
 * Source: Breitung & Candelon (2006), Testing for short- and long-run causality: A frequency-domain approach,
 * Journal of Econometrics 132(2).
 */
export class FrequencyCausalityTests {
  /** To be filled with the values before each test. */
  readonly y: Float64Array;
  readonly x: Float64Array;
  readonly #lags: number;
  readonly #omegas: readonly number[];
  /** Of each frequency, at the lags. */
  readonly #cosines: readonly Float64Array[];
  readonly #sines: readonly Float64Array[];
  readonly #rows: Float64Array;
  readonly #columns: readonly Float64Array[];
  readonly #regression = new ColumnRegression();
  /** Of the coefficients of `x`. */
  readonly #covariance: readonly Float64Array[];

  constructor(
    count: number,
    { lags, omegas }: { readonly lags: number; readonly omegas: readonly number[] },
  ) {
    const own = new LaggedSeries(count, lags);
    const other = new LaggedSeries(count, lags);
    const waves = (wave: (angle: number) => number) =>
      omegas.map((omega) => Float64Array.from({ length: lags }, (_, j) => wave((j + 1) * omega)));
    this.y = own.values;
    this.x = other.values;
    this.#lags = lags;
    this.#omegas = omegas;
    this.#cosines = waves(Math.cos);
    this.#sines = waves(Math.sin);
    this.#rows = own.rows;
    this.#columns = [...own.columns, ...other.columns];
    this.#covariance = squareRows(lags);
  }

  /** Of the values that `y` and `x` hold now. Undefined where the regression does not exist or leaves no error. */
  test(): FrequencyCausality[] | undefined {
    const fit = this.#regression.fit(this.#columns, this.#rows);
    if (fit === undefined || !(fit.sumOfSquares > 0)) return undefined;
    this.#writeCovariance(fit);
    const b = fit.coefficients.subarray(this.#lags);
    return this.#omegas.map((omega, i) => {
      const f = jointF(
        [this.#cosines[i] as Float64Array, this.#sines[i] as Float64Array],
        b,
        this.#covariance,
      );
      return { omega, f, pValue: fTail(f, 2, fit.freedom) };
    });
  }

  #writeCovariance({ freedom, inverseGram, sumOfSquares }: ColumnFit): void {
    const lags = this.#lags;
    const variance = sumOfSquares / freedom;
    for (let i = 0; i < lags; i += 1) {
      const row = this.#covariance[i] as Float64Array;
      const given = inverseGram[lags + i] as Float64Array;
      for (let j = 0; j < lags; j += 1) row[j] = (given[lags + j] as number) * variance;
    }
  }
}

/** F-statistic of two linear combinations of coefficients both being 0. */
function jointF(
  [first, second]: readonly [Float64Array, Float64Array],
  b: Float64Array,
  covariance: readonly Float64Array[],
): number {
  const one = weightedSum(first, b);
  const other = weightedSum(second, b);
  const v11 = under(covariance, first, first);
  const v12 = under(covariance, first, second);
  const v22 = under(covariance, second, second);
  return (one * one * v22 - 2 * one * other * v12 + other * other * v11) / (v11 * v22 - v12 * v12) / 2;
}

/** The covariance of two linear combinations. */
function under(covariance: readonly Float64Array[], left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < covariance.length; i += 1)
    sum += (left[i] as number) * weightedSum(right, covariance[i] as Float64Array);
  return sum;
}

function weightedSum(weights: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < values.length; j += 1) sum += (values[j] as number) * (weights[j] as number);
  return sum;
}
