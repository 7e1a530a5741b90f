import { columnRegression } from './column-regression.ts';
import { choleskyFactor, choleskySolve } from './cholesky.ts';
import { differences } from './dickey-fuller.ts';
import { generalizedEigen } from './generalized-eigen.ts';

/** How many ties hold several series together, and which. */
export interface JohansenTest {
  /** Squared canonical correlations of changes and levels, the largest first. */
  readonly eigenvalues: readonly number[];
  /** For every number of ties from 0: statistic against that number and fewer, and against one more. */
  readonly trace: readonly number[];
  readonly mostEigenvalue: readonly number[];
  /** Weights of the strongest tie; that of the first series is 1. */
  readonly weights: readonly number[];
}

/**
 * Values exceeded by chance in 5 of 100 cases where no tie is left, by the number of series left: trace and
 * largest eigenvalue, with a constant that is not restricted to the tie.
 *
 * Source: MacKinnon, Haug & Michelis (1999), Journal of Applied Econometrics 14(5).
 */
export const JOHANSEN_AT_5 = {
  trace: [NaN, 3.8415, 15.4943, 29.7961],
  mostEigenvalue: [NaN, 3.8415, 14.2639, 21.1314],
} as const;

/**
 * Maximum-likelihood test of cointegration with a constant and `lags` lagged differences. Undefined where a
 * regression does not exist or the first series has no part in the strongest tie.
 *
 * Source: Johansen (1991), Econometrica 59(6).
 */
export function johansenTest(series: readonly Float64Array[], lags: number): JohansenTest | undefined {
  const rows = (series[0]?.length ?? 0) - lags - 1;
  const changes = series.map(differences);
  const lagged = Array.from({ length: lags }, (_, lag) =>
    changes.map((each) => each.subarray(lags - lag - 1, lags - lag - 1 + rows)),
  ).flat();
  const left = (columns: readonly Float64Array[]) => columns.map((column) => withoutTheRest(column, lagged));
  const moves = left(changes.map((each) => each.subarray(lags)));
  const levels = left(series.map((each) => each.subarray(lags, lags + rows)));
  if (!isComplete(moves) || !isComplete(levels)) return undefined;
  const S00 = momentsOf(moves, moves);
  const S11 = momentsOf(levels, levels);
  const S01 = momentsOf(moves, levels);
  const factor = choleskyFactor(S00);
  if (factor === undefined) return undefined;
  const solved = levels.map((_, j) =>
    choleskySolve(
      factor,
      S01.map((row) => row[j] as number),
    ),
  );
  const explained = levels.map((_, i) =>
    solved.map((column) => S01.reduce((sum, row, k) => sum + (row[i] as number) * (column[k] as number), 0)),
  );
  const found = generalizedEigen(explained, S11);
  const first = found?.vectors[0];
  if (found === undefined || first === undefined || !(Math.abs(first[0] as number) > 1e-12)) return undefined;
  const eigenvalues = found.values.map((each) => Math.min(Math.max(each, 0), 1 - 1e-15));
  const losses = eigenvalues.map((each) => -rows * Math.log1p(-each));
  return {
    eigenvalues,
    trace: losses.map((_, r) => losses.slice(r).reduce((sum, each) => sum + each, 0)),
    mostEigenvalue: losses,
    weights: Array.from(first, (each) => each / (first[0] as number)),
  };
}

/** What a constant and the lagged differences leave of a column. */
function withoutTheRest(column: Float64Array, lagged: readonly Float64Array[]): Float64Array | undefined {
  if (lagged.length > 0) return columnRegression(lagged, column)?.residuals;
  const mean = column.reduce((sum, each) => sum + each, 0) / column.length;
  return column.map((each) => each - mean);
}

function isComplete(columns: readonly (Float64Array | undefined)[]): columns is Float64Array[] {
  return !columns.includes(undefined);
}

function momentsOf(left: readonly Float64Array[], right: readonly Float64Array[]): Float64Array[] {
  return left.map((a) => {
    const row = new Float64Array(right.length);
    for (let j = 0; j < right.length; j += 1) {
      const b = right[j] as Float64Array;
      let sum = 0;
      for (let t = 0; t < a.length; t += 1) sum += (a[t] as number) * (b[t] as number);
      row[j] = sum / a.length;
    }
    return row;
  });
}
