import { ColumnRegressions } from './column-regression.ts';
import { choleskyFactor, choleskySolve } from './cholesky.ts';
import { writeDifferences } from './dickey-fuller.ts';
import { writeDotProducts } from './dot-product.ts';
import { generalizedEigen } from './generalized-eigen.ts';
import { squareRows } from './square-rows.ts';

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
 * Maximum-likelihood tests of cointegration with a constant and `lags` lagged differences, of `size` series of
 * `count` values: one after another in the same memory.
 *
 * Source: Johansen (1991), Econometrica 59(6).
 */
export class Johansen {
  /** To be filled with the values before each test. */
  readonly series: readonly Float64Array[];
  readonly #changes: readonly Float64Array[];
  /** The lagged changes, and what is left over them: the changes and the levels before. */
  readonly #lagged: readonly Float64Array[];
  readonly #ys: readonly Float64Array[];
  readonly #rows: number;
  readonly #regressions = new ColumnRegressions();
  readonly #S00: readonly Float64Array[];
  readonly #S01: readonly Float64Array[];
  readonly #S11: readonly Float64Array[];

  constructor(size: number, count: number, lags: number) {
    const rows = count - lags - 1;
    this.series = Array.from({ length: size }, () => new Float64Array(count));
    this.#changes = this.series.map(() => new Float64Array(count - 1));
    this.#lagged = Array.from({ length: lags }, (_, lag) =>
      this.#changes.map((each) => each.subarray(lags - lag - 1, lags - lag - 1 + rows)),
    ).flat();
    this.#ys = [
      ...this.#changes.map((each) => each.subarray(lags)),
      ...this.series.map((each) => each.subarray(lags, lags + rows)),
    ];
    this.#rows = rows;
    [this.#S00, this.#S01, this.#S11] = [squareRows(size), squareRows(size), squareRows(size)];
  }

  /** Undefined where a regression does not exist or the first series has no part in the strongest tie. */
  test(): JohansenTest | undefined {
    const { series } = this;
    for (let i = 0; i < series.length; i += 1)
      writeDifferences(series[i] as Float64Array, this.#changes[i] as Float64Array);
    const left = this.#withoutTheRest();
    if (left === undefined) return undefined;
    this.#writeMoments(left.slice(0, series.length), left.slice(series.length));
    return this.#testOfMoments();
  }

  /** What a constant and the lagged differences leave. */
  #withoutTheRest(): readonly Float64Array[] | undefined {
    if (this.#lagged.length === 0) return this.#ys.map(withoutMean);
    return this.#regressions.fit(this.#lagged, this.#ys)?.map(({ residuals }) => residuals);
  }

  #writeMoments(moves: readonly Float64Array[], levels: readonly Float64Array[]): void {
    const [S00, S01, S11] = [this.#S00, this.#S01, this.#S11];
    for (let i = 0; i < moves.length; i += 1) {
      const move = moves[i] as Float64Array;
      writeDotProducts(S00[i] as Float64Array, move, moves, i + 1);
      writeDotProducts(S01[i] as Float64Array, move, levels);
      writeDotProducts(S11[i] as Float64Array, levels[i] as Float64Array, levels, i + 1);
    }
    for (const moments of [S00, S01, S11]) divide(moments, this.#rows);
    mirror(S00);
    mirror(S11);
  }

  #testOfMoments(): JohansenTest | undefined {
    const { series } = this;
    const S01 = this.#S01;
    const factor = choleskyFactor(this.#S00);
    if (factor === undefined) return undefined;
    const solved = series.map((_, j) =>
      choleskySolve(
        factor,
        S01.map((row) => row[j] as number),
      ),
    );
    const explained = series.map((_, i) =>
      solved.map((column) =>
        S01.reduce((sum, row, k) => sum + (row[i] as number) * (column[k] as number), 0),
      ),
    );
    const found = generalizedEigen(explained, this.#S11);
    const first = found?.vectors[0];
    if (found === undefined || first === undefined || !(Math.abs(first[0] as number) > 1e-12))
      return undefined;
    const eigenvalues = found.values.map((each) => Math.min(Math.max(each, 0), 1 - 1e-15));
    const losses = eigenvalues.map((each) => -this.#rows * Math.log1p(-each));
    return {
      eigenvalues,
      trace: losses.map((_, r) => losses.slice(r).reduce((sum, each) => sum + each, 0)),
      mostEigenvalue: losses,
      weights: Array.from(first, (each) => each / (first[0] as number)),
    };
  }
}

/** {@link Johansen} of some series. */
export function johansenTest(series: readonly Float64Array[], lags: number): JohansenTest | undefined {
  const johansen = new Johansen(series.length, series[0]?.length ?? 0, lags);
  for (let i = 0; i < series.length; i += 1) johansen.series[i]?.set(series[i] as Float64Array);
  return johansen.test();
}

function withoutMean(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, each) => sum + each, 0) / column.length;
  return column.map((each) => each - mean);
}

function divide(matrix: readonly Float64Array[], by: number): void {
  for (const row of matrix) for (let j = 0; j < row.length; j += 1) row[j] = (row[j] as number) / by;
}

/** Writes the lower triangle into the upper one. */
function mirror(matrix: readonly Float64Array[]): void {
  for (let i = 0; i < matrix.length; i += 1) {
    for (let j = 0; j < i; j += 1) (matrix[j] as Float64Array)[i] = (matrix[i] as Float64Array)[j] as number;
  }
}
