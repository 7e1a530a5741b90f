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
 * degrees of freedom that are left. Works in `squares` where it is given, a list of a number for each step.
 * Undefined where the path does not vary around its drift.
 *
 * Source: Lo & MacKinlay (1988), Stock Market Prices Do Not Follow Random Walks, Review of Financial
 * Studies 1(1).
 * @throws {RangeError} when `q` is not below the number of steps or not at least 2.
 */
export function varianceRatio(
  path: Float64Array,
  q: number,
  debiased = true,
  squares: Float64Array = new Float64Array(path.length - 1),
): VarianceRatio | undefined {
  const n = path.length - 1;
  const ratio = plainVarianceRatio(path, q, debiased);
  if (ratio === undefined) return undefined;
  const drift = driftOf(path);
  writeSquaredSteps(squares, path, drift);
  const theta = robustVariance(squares, sumOfSquares(path, 1, drift), q);
  return {
    ratio,
    z: theta > 0 ? (Math.sqrt(n) * (ratio - 1)) / Math.sqrt(theta) : 0,
    plainZ: (ratio - 1) / Math.sqrt((2 * (2 * q - 1) * (q - 1)) / (3 * q) / n),
  };
}

/**
 * The ratio of {@link varianceRatio} alone, at a fraction of the work.
 * @throws {RangeError} when `q` is not below the number of steps or not at least 2.
 */
export function plainVarianceRatio(path: Float64Array, q: number, debiased = true): number | undefined {
  const n = path.length - 1;
  if (!Number.isSafeInteger(q) || q < 2 || q >= n) {
    throw new RangeError(`steps must be a whole number of 2 to ${n - 1}, was ${q}`);
  }
  const drift = driftOf(path);
  const sum = sumOfSquares(path, 1, drift);
  // The squares of steps that differ only in their last digits are no variance.
  if (!(sum > 1e-26 * n * drift * drift)) return undefined;
  const single = sum / (debiased ? n - 1 : n);
  return sumOfSquares(path, q, drift) / (debiased ? q * (n - q + 1) * (1 - q / n) : q * n) / single;
}

/** Mean step. */
function driftOf(path: Float64Array): number {
  const n = path.length - 1;
  return ((path[n] as number) - (path[0] as number)) / n;
}

/** Sum of the squares of all moves over `q` steps, less their drift. */
function sumOfSquares(path: Float64Array, q: number, drift: number): number {
  const ofMove = q * drift;
  let sum = 0;
  for (let t = q; t < path.length; t += 1) {
    const move = (path[t] as number) - (path[t - q] as number) - ofMove;
    sum += move * move;
  }
  return sum;
}

/** Writes the squares of the steps, less their drift. */
function writeSquaredSteps(squares: Float64Array, path: Float64Array, drift: number): void {
  for (let t = 0; t < squares.length; t += 1) {
    const move = (path[t + 1] as number) - (path[t] as number) - drift;
    squares[t] = move * move;
  }
}

/** Variance of the ratio times the number of steps, from how the squares go along with each other. */
function robustVariance(squares: Float64Array, sum: number, q: number): number {
  let theta = 0;
  // Two lags a walk: each sum waits for its last addition, two wait at the same time.
  for (let lag = 1; lag < q; lag += 2) {
    const { far, near } = laggedProducts(squares, lag);
    theta += weightOf(lag, q) * near;
    if (lag + 1 < q) theta += weightOf(lag + 1, q) * far;
  }
  return (theta * squares.length) / sum ** 2;
}

const weightOf = (lag: number, q: number): number => ((2 * (q - lag)) / q) ** 2;

/** Sums of the products of squares `lag` and `lag + 1` steps apart. */
function laggedProducts(squares: Float64Array, lag: number): { readonly near: number; readonly far: number } {
  let near = lag < squares.length ? (squares[lag] as number) * (squares[0] as number) : 0;
  let far = 0;
  for (let t = lag + 1; t < squares.length; t += 1) {
    const square = squares[t] as number;
    near += square * (squares[t - lag] as number);
    far += square * (squares[t - lag - 1] as number);
  }
  return { near, far };
}
