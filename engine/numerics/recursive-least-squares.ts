import { positive, wholeNumber } from './checked-numbers.ts';

/** The uncertainty may not grow beyond this sum of variances, or long quiet times would let it explode. */
const LARGEST_TRACE = 1e6;

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
  readonly #covariance: Float64Array;
  readonly #gain: Float64Array;

  /** @throws {RangeError} when `size` is below 1, `memory` is not in (0, 1] or `prior` not above zero. */
  constructor(size: number, memory: number, prior: number) {
    if (!(memory > 0 && memory <= 1))
      throw new RangeError(`a memory must be above 0 and at most 1, was ${memory}`);
    this.weights = new Float64Array(wholeNumber('the number of weights', size));
    this.#memory = memory;
    this.#gain = new Float64Array(size);
    this.#covariance = new Float64Array(size * size);
    for (let i = 0; i < size; i += 1) this.#covariance[i * size + i] = positive('a prior', prior);
  }

  /** Covariance of weights `i` and `j` in units of the variance of the errors. */
  covariance(i: number, j: number): number {
    return this.#covariance[i * this.weights.length + j] ?? NaN;
  }

  predict(x: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < this.weights.length; i += 1) sum += (this.weights[i] as number) * (x[i] as number);
    return sum;
  }

  learn(x: ArrayLike<number>, y: number): void {
    const size = this.weights.length;
    const gain = this.#gain;
    let spread = this.#memory;
    for (let i = 0; i < size; i += 1) {
      let sum = 0;
      for (let j = 0; j < size; j += 1) sum += (this.#covariance[i * size + j] as number) * (x[j] as number);
      gain[i] = sum;
      spread += sum * (x[i] as number);
    }
    const error = y - this.predict(x);
    if (!Number.isFinite(error) || !Number.isFinite(spread)) return;
    for (let i = 0; i < size; i += 1)
      this.weights[i] = (this.weights[i] as number) + ((gain[i] as number) / spread) * error;
    this.#narrow(spread);
  }

  /** Takes away what a pair has taught, lets the rest age, and keeps the matrix symmetric. */
  #narrow(spread: number): void {
    const size = this.weights.length;
    const covariance = this.#covariance;
    let trace = 0;
    for (let i = 0; i < size; i += 1) {
      for (let j = 0; j <= i; j += 1) {
        const taught = ((this.#gain[i] as number) * (this.#gain[j] as number)) / spread;
        const left = ((covariance[i * size + j] as number) - taught) / this.#memory;
        covariance[i * size + j] = left;
        covariance[j * size + i] = left;
      }
      trace += covariance[i * size + i] as number;
    }
    if (trace <= LARGEST_TRACE) return;
    for (let i = 0; i < covariance.length; i += 1)
      covariance[i] = (covariance[i] as number) * (LARGEST_TRACE / trace);
  }
}
