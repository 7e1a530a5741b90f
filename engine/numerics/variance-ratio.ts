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
export const varianceRatio = (path: Float64Array, q: number, debiased = true): VarianceRatio | undefined =>
  new VarianceRatios(path.length - 1, [q], debiased).of(path)?.[0];

/** {@link varianceRatio} over several horizons, again and again, in memory that is used again. */
export class VarianceRatios {
  readonly #horizons: readonly number[];
  readonly #debiased: boolean;
  readonly #squares: Float64Array;
  /** Sum of the squared moves over each of the horizons. */
  readonly #sums: Float64Array;
  /** Sum of the products of squares at each lag below the longest horizon. */
  readonly #products: Float64Array;

  /**
   * For paths of so many steps.
   * @throws {RangeError} when a horizon is not below the number of steps or not at least 2.
   */
  constructor(steps: number, horizons: readonly number[], debiased = true) {
    for (const q of horizons) checkHorizon(q, steps);
    this.#horizons = horizons;
    this.#debiased = debiased;
    this.#squares = new Float64Array(steps);
    this.#sums = new Float64Array(horizons.length);
    this.#products = new Float64Array(Math.max(...horizons) + LAGS_TOGETHER);
  }

  /** One for each horizon; undefined where the path does not vary around its drift. */
  of(path: Float64Array): VarianceRatio[] | undefined {
    const n = this.#squares.length;
    const drift = driftOf(path);
    const sum = sumOfSquares(path, 1, drift);
    if (isStill(sum, n, drift)) return undefined;
    writeSumsOfSquares(this.#sums, path, this.#horizons, drift);
    writeSquaredSteps(this.#squares, path, drift);
    writeLaggedProducts(this.#products, this.#squares);
    const ratios: VarianceRatio[] = [];
    for (let i = 0; i < this.#horizons.length; i += 1) {
      const q = this.#horizons[i] as number;
      const ratio = ratioOf(this.#sums[i] as number, sum, { debiased: this.#debiased, n, q });
      const theta = (weighted(this.#products, q) * n) / sum ** 2;
      const z = theta > 0 ? (Math.sqrt(n) * (ratio - 1)) / Math.sqrt(theta) : 0;
      ratios.push({ ratio, z, plainZ: (ratio - 1) / Math.sqrt((2 * (2 * q - 1) * (q - 1)) / (3 * q) / n) });
    }
    return ratios;
  }
}

/**
 * The ratio of {@link varianceRatio} alone, at a fraction of the work.
 * @throws {RangeError} when `q` is not below the number of steps or not at least 2.
 */
export function plainVarianceRatio(path: Float64Array, q: number, debiased = true): number | undefined {
  const n = path.length - 1;
  checkHorizon(q, n);
  const drift = driftOf(path);
  const sum = sumOfSquares(path, 1, drift);
  return isStill(sum, n, drift) ? undefined : ratioOf(sumOfSquares(path, q, drift), sum, { debiased, n, q });
}

function checkHorizon(q: number, steps: number): void {
  if (!Number.isSafeInteger(q) || q < 2 || q >= steps) {
    throw new RangeError(`steps must be a whole number of 2 to ${steps - 1}, was ${q}`);
  }
}

/** The squares of steps that differ only in their last digits are no variance. */
const isStill = (sum: number, n: number, drift: number): boolean => !(sum > 1e-26 * n * drift * drift);

/** From the sums of the squares of moves over `q` steps and over single ones. */
function ratioOf(
  sum: number,
  ofSingles: number,
  { debiased, n, q }: { readonly debiased: boolean; readonly n: number; readonly q: number },
): number {
  const single = ofSingles / (debiased ? n - 1 : n);
  return sum / (debiased ? q * (n - q + 1) * (1 - q / n) : q * n) / single;
}

/** Mean step. */
function driftOf(path: Float64Array): number {
  const n = path.length - 1;
  return ((path[n] as number) - (path[0] as number)) / n;
}

/** Sum of the squares of all moves over `q` steps, less their drift; of those up to step `end` where it is given. */
function sumOfSquares(path: Float64Array, q: number, drift: number, end = path.length): number {
  const ofMove = q * drift;
  let sum = 0;
  for (let t = q; t < end; t += 1) {
    const move = (path[t] as number) - (path[t - q] as number) - ofMove;
    sum += move * move;
  }
  return sum;
}

/** Writes {@link sumOfSquares} of all horizons, two a walk: each sum waits for its last addition. */
function writeSumsOfSquares(
  sums: Float64Array,
  path: Float64Array,
  horizons: readonly number[],
  drift: number,
): void {
  for (let i = 0; i < horizons.length; i += 2) {
    const q = horizons[i] as number;
    const other = horizons[i + 1] ?? q;
    const from = Math.max(q, other);
    const ofMove = q * drift;
    const ofOther = other * drift;
    let sum = sumOfSquares(path, q, drift, from);
    let sumOfOther = sumOfSquares(path, other, drift, from);
    for (let t = from; t < path.length; t += 1) {
      const here = path[t] as number;
      const move = here - (path[t - q] as number) - ofMove;
      const otherMove = here - (path[t - other] as number) - ofOther;
      sum += move * move;
      sumOfOther += otherMove * otherMove;
    }
    sums[i] = sum;
    sums[i + 1] = sumOfOther;
  }
}

/** Writes the squares of the steps, less their drift. */
function writeSquaredSteps(squares: Float64Array, path: Float64Array, drift: number): void {
  for (let t = 0; t < squares.length; t += 1) {
    const move = (path[t + 1] as number) - (path[t] as number) - drift;
    squares[t] = move * move;
  }
}

/** Products of squares weighted as the variance of the ratio has them. */
function weighted(products: Float64Array, q: number): number {
  let sum = 0;
  for (let lag = 1; lag < q; lag += 1) sum += ((2 * (q - lag)) / q) ** 2 * (products[lag] as number);
  return sum;
}

/** Lags whose products are summed in one walk: each sum waits for its last addition. */
const LAGS_TOGETHER = 4;

/** Writes the sums of the products of squares from one step apart on, as far as the list is to be read. */
function writeLaggedProducts(products: Float64Array, squares: Float64Array): void {
  for (let lag = 1; lag < products.length - LAGS_TOGETHER; lag += LAGS_TOGETHER) {
    const from = lag + LAGS_TOGETHER - 1;
    let s0 = productOfLag(squares, lag, from);
    let s1 = productOfLag(squares, lag + 1, from);
    let s2 = productOfLag(squares, lag + 2, from);
    let s3 = 0;
    let b1 = squares[2] as number;
    let b2 = squares[1] as number;
    let b3 = squares[0] as number;
    for (let t = from; t < squares.length; t += 1) {
      const square = squares[t] as number;
      const b0 = squares[t - lag] as number;
      s0 += square * b0;
      s1 += square * b1;
      s2 += square * b2;
      s3 += square * b3;
      b3 = b2;
      b2 = b1;
      b1 = b0;
    }
    products[lag] = s0;
    products[lag + 1] = s1;
    products[lag + 2] = s2;
    products[lag + 3] = s3;
  }
}

/** Sum of the products of squares `lag` steps apart up to step `end`. */
function productOfLag(squares: Float64Array, lag: number, end: number): number {
  let sum = 0;
  for (let t = lag; t < end && t < squares.length; t += 1)
    sum += (squares[t] as number) * (squares[t - lag] as number);
  return sum;
}
