/** Variance of steps of `q` against that of single steps, and how far from one in standard errors. */
export interface VarianceRatio {
  /** Above 1 where steps go on in their direction, below 1 where they turn back. */
  readonly ratio: number;
  /** Where the variance may change over time. */
  readonly z: number;
  /** Where it may not. */
  readonly plainZ: number;
}

/**
 * Variance ratio of overlapping steps along a path with its drift taken out. `debiased` divides by the
 * degrees of freedom that are left. Undefined where the path does not vary around its drift.
 *
 * Source: Lo & MacKinlay (1988), Stock Market Prices Do Not Follow Random Walks, Review of Financial
 * Studies 1(1).
 * @throws {RangeError} when `q` is not below the number of steps or not at least 2.
 */
export function varianceRatio(path: Float64Array, q: number, debiased = true): VarianceRatio | undefined {
  const n = path.length - 1;
  if (!Number.isSafeInteger(q) || q < 2 || q >= n) {
    throw new RangeError(`steps must be a whole number of 2 to ${n - 1}, was ${q}`);
  }
  const drift = ((path[n] as number) - (path[0] as number)) / n;
  const squares = squaredMoves(path, 1, drift);
  const sum = sumOf(squares);
  // The squares of steps that differ only in their last digits are no variance.
  if (!(sum > 1e-26 * n * drift * drift)) return undefined;
  const long = sumOf(squaredMoves(path, q, drift));
  const single = sum / (debiased ? n - 1 : n);
  const ratio = long / (debiased ? q * (n - q + 1) * (1 - q / n) : q * n) / single;
  const theta = robustVariance(squares, sum, q);
  return {
    ratio,
    z: theta > 0 ? (Math.sqrt(n) * (ratio - 1)) / Math.sqrt(theta) : 0,
    plainZ: (ratio - 1) / Math.sqrt((2 * (2 * q - 1) * (q - 1)) / (3 * q) / n),
  };
}

/** Squares of the overlapping moves of `steps` steps, less their drift. */
function squaredMoves(path: Float64Array, steps: number, drift: number): Float64Array {
  const squares = new Float64Array(path.length - steps);
  for (let t = 0; t < squares.length; t += 1) {
    const move = (path[t + steps] as number) - (path[t] as number) - steps * drift;
    squares[t] = move * move;
  }
  return squares;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += values[t] as number;
  return sum;
}

/** Variance of the ratio times the number of steps, from how the squares go along with each other. */
function robustVariance(squares: Float64Array, sum: number, q: number): number {
  const n = squares.length;
  let theta = 0;
  for (let lag = 1; lag < q; lag += 1) {
    let products = 0;
    for (let t = lag; t < n; t += 1) products += (squares[t] as number) * (squares[t - lag] as number);
    theta += ((2 * (q - lag)) / q) ** 2 * ((n * products) / sum ** 2);
  }
  return theta;
}
