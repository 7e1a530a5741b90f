import { positive, wholeNumber } from './checked-numbers.ts';
import { multiplySymmetric, subtractSquare, trianglePlaces, triangleRow } from './simd/covariance-kernels.ts';
import { KernelFloats } from './simd/kernel-memory.ts';

/** The uncertainty may not grow beyond this sum of variances, or long quiet times would let it explode. */
const LARGEST_TRACE = 1e6;
/** The scale is worked into the entries before it takes digits from them. */
const LARGEST_SCALE = 1e6;
const FLOAT_BYTES = 8;

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
  /** The covariance, to be multiplied by the scale. */
  readonly #covariance: KernelFloats;
  /** Forgetting makes all of it larger with every pair: one number does instead of a matrix. */
  #scale = 1;
  /** Inputs, then their products with the covariance, each as many as there are rows; then a factor. */
  readonly #columns: KernelFloats;
  /** Number of weights, or one more to make it even. */
  readonly #rows: number;

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
    this.#rows = size + (size % 2);
    this.#columns = new KernelFloats(2 * this.#rows + 1);
    this.#covariance = new KernelFloats(trianglePlaces(this.#rows));
    const { values } = this.#covariance;
    for (let i = 0; i < size; i += 1) values[triangleRow(i) + i] = positive('a prior', prior);
  }

  /** Covariance of weights `i` and `j` in units of the variance of the errors. */
  covariance(i: number, j: number): number {
    const [row, column] = i < j ? [j, i] : [i, j];
    if (row >= this.weights.length) return NaN;
    return this.#scale * (this.#covariance.values[triangleRow(row) + column] ?? NaN);
  }

  predict(x: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < this.weights.length; i += 1) sum += (this.weights[i] as number) * (x[i] as number);
    return sum;
  }

  learn(x: ArrayLike<number>, y: number): void {
    const { weights } = this;
    const spread = this.#memory + this.#solve(x);
    const error = y - this.predict(x);
    if (!Number.isFinite(error) || !Number.isFinite(spread)) return;
    const columns = this.#columns.values;
    const step = (this.#scale / spread) * error;
    for (let i = 0; i < weights.length; i += 1)
      weights[i] = (weights[i] as number) + (columns[this.#rows + i] as number) * step;
    this.#narrow(spread);
  }

  /** Multiplies the covariance, without its scale, with the inputs; answers the product with them again. */
  #solve(x: ArrayLike<number>): number {
    const { length } = this.weights;
    const rows = this.#rows;
    const { address, values } = this.#columns;
    for (let i = 0; i < length; i += 1) values[i] = x[i] as number;
    multiplySymmetric(this.#covariance.address, address, address + FLOAT_BYTES * rows, FLOAT_BYTES * rows);
    let product = 0;
    for (let i = 0; i < length; i += 1) product += (values[rows + i] as number) * (x[i] as number);
    return product * this.#scale;
  }

  /** Takes away what a pair has taught and lets the rest age. */
  #narrow(spread: number): void {
    const rows = this.#rows;
    const { address, values } = this.#columns;
    values[2 * rows] = this.#scale / spread;
    const products = address + FLOAT_BYTES * rows;
    subtractSquare(this.#covariance.address, products, products + FLOAT_BYTES * rows, FLOAT_BYTES * rows);
    this.#scale /= this.#memory;
    const trace = this.#trace();
    if (trace * this.#scale > this.#largestTrace) this.#rescale(this.#largestTrace / trace);
    else if (this.#scale > LARGEST_SCALE) this.#rescale(this.#scale);
  }

  #trace(): number {
    const { values } = this.#covariance;
    let trace = 0;
    for (let i = 0; i < this.weights.length; i += 1) trace += values[triangleRow(i) + i] as number;
    return trace;
  }

  #rescale(factor: number): void {
    const { values } = this.#covariance;
    for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) * factor;
    this.#scale = 1;
  }
}
