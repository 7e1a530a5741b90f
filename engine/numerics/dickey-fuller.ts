import { wholeNumber } from './checked-numbers.ts';
import { coefficientError, type ColumnFit, ColumnRegression } from './column-regression.ts';
import { laggedColumns } from './lagged-columns.ts';

/** What stands beside the level in the regression: nothing, a constant, or a constant and a line in time. */
export type Deterministic = 'none' | 'constant' | 'trend';

/** Outcome of a Dickey-Fuller regression. */
export interface DickeyFullerTest {
  /** t-value of the level: far below zero where the series is pulled back. */
  readonly tau: number;
  /** Part of the level that is given back in one step, below zero where it is pulled back. */
  readonly pull: number;
  readonly lags: number;
  /** Rows of the regression. */
  readonly count: number;
}

/**
 * Augmented Dickey-Fuller regression: the change of `y` on its level before, `lags` changes before and the
 * deterministic part. Undefined where the regression does not exist or leaves no error.
 *
 * Source: Said & Dickey (1984), Testing for Unit Roots in Autoregressive-Moving Average Models of Unknown
 * Order, Biometrika 71(3).
 * @throws {RangeError} when `lags` is not a whole number of at least 0.
 */
export function dickeyFullerTest(
  y: Float64Array,
  lags: number,
  deterministic: Deterministic = 'constant',
): DickeyFullerTest | undefined {
  return new DickeyFuller(y.length, lags, deterministic).test(y);
}

/**
 * The same with as many lags as the information criterion of Akaike chooses from 0 to `mostLags`, the
 * fewest where it is equal; candidates are compared on the same rows.
 */
export function dickeyFullerTestByAic(
  y: Float64Array,
  mostLags: number,
  deterministic: Deterministic = 'constant',
): DickeyFullerTest | undefined {
  let best = { lags: 0, criterion: Infinity };
  for (let lags = 0; lags <= wholeNumber('lags', mostLags, 0); lags += 1) {
    const fit = new DickeyFuller(y.length, lags, deterministic, mostLags).fit(y);
    if (fit === undefined) continue;
    const parameters = fit.count - fit.freedom;
    const criterion = fit.count * Math.log(fit.sumOfSquares / fit.count) + 2 * parameters;
    if (criterion < best.criterion) best = { lags, criterion };
  }
  return dickeyFullerTest(y, best.lags, deterministic);
}

/** The customary most lags of a series of `count` values. */
export function customaryDickeyFullerLags(count: number, deterministic: Deterministic): number {
  const terms = { none: 0, constant: 1, trend: 2 }[deterministic];
  return Math.min(Math.ceil(12 * (count / 100) ** 0.25), Math.floor(count / 2) - terms - 1);
}

/** The regressions of {@link dickeyFullerTest} on series of one length, one after another in the same memory. */
export class DickeyFuller {
  readonly #lags: number;
  readonly #hasConstant: boolean;
  readonly #values: Float64Array;
  readonly #changes: Float64Array;
  /** The level, the changes before and the line in time, beside the changes they come before. */
  readonly #columns: Float64Array[];
  readonly #rows: Float64Array;
  readonly #regression = new ColumnRegression();

  /** On the rows that have `from` lags. */
  constructor(count: number, lags: number, deterministic: Deterministic = 'constant', from = lags) {
    this.#lags = wholeNumber('lags', lags, 0);
    this.#hasConstant = deterministic !== 'none';
    this.#values = new Float64Array(count);
    this.#changes = differences(this.#values);
    this.#columns = [this.#values.subarray(from, -1), ...laggedColumns(this.#changes, lags, from)];
    this.#rows = this.#changes.subarray(from);
    if (deterministic === 'trend') this.#columns.push(this.#rows.map((_, t) => t));
  }

  test(y: Float64Array): DickeyFullerTest | undefined {
    const fit = this.fit(y);
    if (fit === undefined || !(fit.sumOfSquares > 0)) return undefined;
    const pull = fit.coefficients[0] as number;
    const tau = pull / coefficientError(fit, 0);
    return Number.isFinite(tau) ? { tau, pull, lags: this.#lags, count: fit.count } : undefined;
  }

  /** The coefficient of the level first; valid until the next call. */
  fit(y: Float64Array): ColumnFit | undefined {
    if (this.#rows.length === 0) return undefined;
    this.#values.set(y);
    writeDifferences(y, this.#changes);
    return this.#regression.fit(this.#columns, this.#rows, this.#hasConstant);
  }
}

/** Changes from each value to the next. */
export function differences(values: Float64Array): Float64Array {
  const changes = new Float64Array(Math.max(0, values.length - 1));
  writeDifferences(values, changes);
  return changes;
}

/** Writes the changes from each value to the next. */
export function writeDifferences(values: Float64Array, changes: Float64Array): void {
  for (let t = 0; t < changes.length; t += 1) {
    changes[t] = (values[t + 1] as number) - (values[t] as number);
  }
}
