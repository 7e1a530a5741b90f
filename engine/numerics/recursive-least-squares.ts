import { positive, wholeNumber } from './checked-numbers.ts';

/** The uncertainty may not grow beyond this sum of variances, or long quiet times would let it explode. */
const LARGEST_TRACE = 1e6;
/** The scale is worked into the entries before it takes digits from them. */
const LARGEST_SCALE = 1e6;
/** Rows multiplied at once. */
const TOGETHER = 4;

/**
 * Linear regression that learns with every pair and forgets: what is `n` pairs old counts `memory ** n`.
 * Begins with weights of 0 and a variance of `prior` for each, which is a ridge that fades. A pair whose
 * numbers overflow teaches nothing.
 *
 * Source: Haykin (2002), Adaptive Filter Theory, 4th edition, chapter 9.
 */
export class RecursiveLeastSquares {
  readonly weights: Float64Array;
  readonly #memory: number;
  readonly #largestTrace: number;
  /** Lower triangle of the covariance row by row, to be multiplied by the scale. */
  readonly #covariance: Float64Array;
  /** Forgetting makes all of it larger with every pair: one number does instead of a matrix. */
  #scale = 1;
  readonly #gain: Float64Array;

  /**
   * The sum of the variances is never let grow beyond `largestTrace`.
   * @throws {RangeError} when `size` is below 1, `memory` is not in (0, 1] or another number not above zero.
   */
  constructor(size: number, memory: number, prior: number, largestTrace = LARGEST_TRACE) {
    if (!(memory > 0 && memory <= 1))
      throw new RangeError(`a memory must be above 0 and at most 1, was ${memory}`);
    this.weights = new Float64Array(wholeNumber('the number of weights', size));
    this.#memory = memory;
    this.#largestTrace = positive('a largest trace', largestTrace);
    this.#gain = new Float64Array(size);
    this.#covariance = new Float64Array((size * (size + 1)) / 2);
    for (let i = 0; i < size; i += 1) this.#covariance[(i * (i + 3)) / 2] = positive('a prior', prior);
  }

  /** Covariance of weights `i` and `j` in units of the variance of the errors. */
  covariance(i: number, j: number): number {
    const [row, column] = i < j ? [j, i] : [i, j];
    if (row >= this.weights.length) return NaN;
    return this.#scale * (this.#covariance[(row * (row + 1)) / 2 + column] ?? NaN);
  }

  predict(x: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < this.weights.length; i += 1) sum += (this.weights[i] as number) * (x[i] as number);
    return sum;
  }

  learn(x: ArrayLike<number>, y: number): void {
    const gain = this.#gain;
    const spread = this.#memory + this.#solve(x);
    const error = y - this.predict(x);
    if (!Number.isFinite(error) || !Number.isFinite(spread)) return;
    for (let i = 0; i < gain.length; i += 1)
      this.weights[i] = (this.weights[i] as number) + ((gain[i] as number) / spread) * error;
    this.#narrow(spread);
  }

  /** Multiplies the covariance with the inputs into the gain; answers the product with the inputs again. */
  #solve(x: ArrayLike<number>): number {
    const gain = this.#gain;
    const { length } = gain;
    gain.fill(0);
    let row = 0;
    for (; row + TOGETHER <= length; row += TOGETHER) this.#multiplyFour(x, row);
    for (; row < length; row += 1) this.#multiplyRow(x, row, 0);
    let product = 0;
    for (let i = 0; i < length; i += 1) {
      gain[i] = (gain[i] as number) * this.#scale;
      product += (gain[i] as number) * (x[i] as number);
    }
    return product;
  }

  /** Four rows at once, which read and write what they share only once; behind their common columns one by one. */
  #multiplyFour(x: ArrayLike<number>, row: number): void {
    const covariance = this.#covariance;
    const gain = this.#gain;
    const x0 = x[row] as number;
    const x1 = x[row + 1] as number;
    const x2 = x[row + 2] as number;
    const x3 = x[row + 3] as number;
    let at0 = (row * (row + 1)) / 2;
    let at1 = at0 + row + 1;
    let at2 = at1 + row + 2;
    let at3 = at2 + row + 3;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = 0; j < row; j += 1) {
      const e0 = covariance[at0++] as number;
      const e1 = covariance[at1++] as number;
      const e2 = covariance[at2++] as number;
      const e3 = covariance[at3++] as number;
      const each = x[j] as number;
      s0 += e0 * each;
      s1 += e1 * each;
      s2 += e2 * each;
      s3 += e3 * each;
      gain[j] = (gain[j] as number) + (e0 * x0 + e1 * x1 + (e2 * x2 + e3 * x3));
    }
    gain[row] = s0;
    gain[row + 1] = s1;
    gain[row + 2] = s2;
    gain[row + 3] = s3;
    for (let i = row; i < row + TOGETHER; i += 1) this.#multiplyRow(x, i, row);
  }

  /** One row from a column on, with its mirror. */
  #multiplyRow(x: ArrayLike<number>, row: number, from: number): void {
    const covariance = this.#covariance;
    const gain = this.#gain;
    const own = x[row] as number;
    let at = (row * (row + 1)) / 2 + from;
    let sum = gain[row] as number;
    for (let j = from; j < row; j += 1, at += 1) {
      const entry = covariance[at] as number;
      sum += entry * (x[j] as number);
      gain[j] = (gain[j] as number) + entry * own;
    }
    gain[row] = sum + (covariance[at] as number) * own;
  }

  /** Takes away what a pair has taught and lets the rest age. */
  #narrow(spread: number): void {
    const covariance = this.#covariance;
    const gain = this.#gain;
    const share = 1 / (spread * this.#scale);
    let at = 0;
    let trace = 0;
    for (let i = 0; i < gain.length; i += 1) {
      const part = (gain[i] as number) * share;
      for (let j = 0; j <= i; j += 1, at += 1) {
        covariance[at] = (covariance[at] as number) - part * (gain[j] as number);
      }
      trace += covariance[at - 1] as number;
    }
    this.#scale /= this.#memory;
    if (trace * this.#scale > this.#largestTrace) this.#rescale(this.#largestTrace / trace);
    else if (this.#scale > LARGEST_SCALE) this.#rescale(this.#scale);
  }

  #rescale(factor: number): void {
    const covariance = this.#covariance;
    for (let i = 0; i < covariance.length; i += 1) covariance[i] = (covariance[i] as number) * factor;
    this.#scale = 1;
  }
}
