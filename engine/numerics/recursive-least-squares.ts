import { positive, wholeNumber } from './checked-numbers.ts';

/** The uncertainty may not grow beyond this sum of variances, or long quiet times would let it explode. */
const LARGEST_TRACE = 1e6;
/** The scale is worked into the entries before it takes digits from them. */
const LARGEST_SCALE = 1e6;

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
    const covariance = this.#covariance;
    const gain = this.#gain;
    let at = 0;
    for (let i = 0; i < gain.length; i += 1) {
      const each = x[i] as number;
      let sum = 0;
      for (let j = 0; j < i; j += 1, at += 1) {
        const entry = covariance[at] as number;
        sum += entry * (x[j] as number);
        gain[j] = (gain[j] as number) + entry * each;
      }
      gain[i] = sum + (covariance[at] as number) * each;
      at += 1;
    }
    let product = 0;
    for (let i = 0; i < gain.length; i += 1) {
      gain[i] = (gain[i] as number) * this.#scale;
      product += (gain[i] as number) * (x[i] as number);
    }
    return product;
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
