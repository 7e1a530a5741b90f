import { choleskyFactor, choleskySolve } from '../../numerics/cholesky.ts';
import { generalizedEigen } from '../../numerics/generalized-eigen.ts';

/** The portfolio whose past says least of its future, and so reverts fastest. */
export interface CanonicalPortfolio {
  /** Sum to 1 in size; the largest is above zero. */
  readonly weights: readonly number[];
  /** Means of the log prices over the window. */
  readonly means: readonly number[];
  /** Share of the variance of the portfolio that its last value foretells. */
  readonly predictability: number;
  /** Deviation of the portfolio over the window, divided by the number of bars. */
  readonly deviation: number;
}

const RIDGE = 1e-8;
const NEAREST = 1e-12;

/**
 * Canonical decomposition of log prices, each a column. Undefined where they do not vary.
 *
 * Source: Box & Tiao (1977), Biometrika 64(2); d'Aspremont (2011), Quantitative Finance 11(3).
 */
export function canonicalPortfolio(columns: readonly Float64Array[]): CanonicalPortfolio | undefined {
  const count = columns[0]?.length ?? 0;
  const means = columns.map((column) => column.reduce((sum, each) => sum + each, 0) / count);
  const centered = columns.map((column, i) => column.map((each) => each - (means[i] as number)));
  const products = (lag: number, from: number, to: number) =>
    centered.map((left) =>
      Float64Array.from(centered, (right) => {
        let sum = 0;
        for (let t = from; t < to; t += 1) sum += (left[t + lag] as number) * (right[t] as number);
        return sum;
      }),
    );
  const G = products(0, 0, count).map((row) => row.map((each) => each / count));
  const trace = G.reduce((sum, row, i) => sum + (row[i] as number), 0);
  if (!(trace > NEAREST ** 2)) return undefined;
  G.forEach((row, i) => (row[i] = (row[i] as number) + (RIDGE * trace) / columns.length));
  const A = timesInverse(products(1, 0, count - 1), products(0, 0, count - 1), RIDGE * trace);
  const least = A && leastPredictable(G, A);
  if (least === undefined) return undefined;
  let squares = 0;
  for (let t = 0; t < count; t += 1) {
    squares +=
      centered.reduce((sum, column, i) => sum + (least.weights[i] as number) * (column[t] as number), 0) ** 2;
  }
  const deviation = Math.sqrt(squares / count);
  return deviation > NEAREST ? { ...least, means, deviation } : undefined;
}

/** Smallest `lambda` of `A G A' w = lambda G w`, and its weights. */
export function leastPredictable(
  G: readonly ArrayLike<number>[],
  A: readonly ArrayLike<number>[],
): Pick<CanonicalPortfolio, 'predictability' | 'weights'> | undefined {
  const AG = multiplied(A, G);
  const AGA = multiplied(
    AG,
    A.map((_, j) => A.map((row) => row[j] as number)),
  );
  const found = generalizedEigen(AGA, G);
  const vector = found?.vectors.at(-1);
  if (found === undefined || vector === undefined) return undefined;
  const size = vector.reduce((sum, each) => sum + Math.abs(each), 0);
  const largest = vector.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
  const weights = Array.from(vector, (each) => each / (size * Math.sign(largest)));
  return { predictability: Math.max(0, found.values.at(-1) ?? NaN), weights };
}

/** `M S^-1` for a symmetric `S`, helped by a ridge where it is close to singular. */
function timesInverse(
  M: readonly Float64Array[],
  S: readonly Float64Array[],
  ridge: number,
): Float64Array[] | undefined {
  const factor =
    choleskyFactor(S) ??
    choleskyFactor(S.map((row, i) => row.map((each, j) => (i === j ? each + ridge : each))));
  return factor && M.map((row) => choleskySolve(factor, row));
}

function multiplied(A: readonly ArrayLike<number>[], B: readonly ArrayLike<number>[]): Float64Array[] {
  return A.map((row) =>
    Float64Array.from({ length: B[0]?.length ?? 0 }, (_, j) =>
      B.reduce((sum, other, k) => sum + (row[k] as number) * (other[j] as number), 0),
    ),
  );
}
