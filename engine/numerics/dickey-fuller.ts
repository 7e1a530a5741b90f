import { coefficientError, type ColumnFit, columnRegression } from './column-regression.ts';
import { wholeNumber } from './checked-numbers.ts';

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
  const fit = dickeyFullerFit(y, wholeNumber('lags', lags, 0), { deterministic, from: lags });
  if (fit === undefined || !(fit.sumOfSquares > 0)) return undefined;
  const pull = fit.coefficients[0] as number;
  const tau = pull / coefficientError(fit, 0);
  return Number.isFinite(tau) ? { tau, pull, lags, count: fit.count } : undefined;
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
    const fit = dickeyFullerFit(y, lags, { deterministic, from: mostLags });
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

/** The regression on the rows left with `from` lags, the level first. */
function dickeyFullerFit(
  y: Float64Array,
  lags: number,
  { deterministic, from }: { readonly deterministic: Deterministic; readonly from: number },
): ColumnFit | undefined {
  const changes = differences(y);
  if (changes.length <= from) return undefined;
  const columns = [y.subarray(from, y.length - 1)];
  for (let lag = 1; lag <= lags; lag += 1) {
    columns.push(changes.subarray(from - lag, changes.length - lag));
  }
  if (deterministic === 'trend') {
    columns.push(Float64Array.from({ length: changes.length - from }, (_, t) => t));
  }
  return columnRegression(columns, changes.subarray(from), deterministic !== 'none');
}

/** Changes from each value to the next. */
export function differences(values: Float64Array): Float64Array {
  const changes = new Float64Array(Math.max(0, values.length - 1));
  for (let t = 0; t < changes.length; t += 1) {
    changes[t] = (values[t + 1] as number) - (values[t] as number);
  }
  return changes;
}
