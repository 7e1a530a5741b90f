import { type ColumnFit, ColumnRegression } from './column-regression.ts';
import { LaggedSeries } from './lagged-columns.ts';
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
 * F-test of the last `lags` values of `x` in a regression of `y` on its own last `lags` and a constant, of series
 * of `count` values: one after another in the same memory.
 *
 * Source: Granger (1969), Investigating Causal Relations by Econometric Models and Cross-spectral Methods,
 * Econometrica 37(3).
 */
export class GrangerCausality {
  readonly #own: LaggedSeries;
  readonly #other: LaggedSeries;
  readonly #both: readonly Float64Array[];
  readonly #restricted = new ColumnRegression();
  readonly #full = new ColumnRegression();

  constructor(count: number, lags: number) {
    this.#own = new LaggedSeries(count, lags);
    this.#other = new LaggedSeries(count, lags);
    this.#both = [...this.#own.columns, ...this.#other.columns];
  }

  /** Valid until the next call. Undefined where a regression does not exist or leaves no error. */
  test(y: Float64Array, x: Float64Array): GrangerTest | undefined {
    const { columns, rows, values } = this.#own;
    values.set(y);
    this.#other.values.set(x);
    const restricted = this.#restricted.fit(columns, rows);
    const fit = this.#full.fit(this.#both, rows);
    if (restricted === undefined || fit === undefined || !(fit.sumOfSquares > 0)) return undefined;
    const lags = columns.length;
    const explained = Math.max(0, restricted.sumOfSquares - fit.sumOfSquares);
    const f = explained / lags / (fit.sumOfSquares / fit.freedom);
    return Number.isFinite(f) ? { f, probability: fTail(f, lags, fit.freedom), fit } : undefined;
  }
}
