import { positive, wholeNumber } from './checked-numbers.ts';
import {
  subtractAndMultiply,
  subtractSquare,
  trianglePlaces,
  triangleRow,
} from './simd/covariance-kernels.ts';
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
  /**
   * The covariance, to be multiplied by the scale, before what the last pair has taught is taken away: that is done in
   * the walk that the next pair takes through it.
   */
  readonly #covariance: KernelFloats;
  /** Forgetting makes all of it larger with every pair: one number does instead of a matrix. */
  #scale = 1;
  /**
   * Inputs, then their products with the covariance, those of the last pair and of the one before in turns, each as many
   * as there are rows; then the factor of what is to be taken away.
   */
  readonly #columns: KernelFloats;
  /** Place of the products of the last pair. */
  #last: number;
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
    this.#columns = new KernelFloats(3 * this.#rows + 1);
    this.#last = this.#rows;
    this.#covariance = new KernelFloats(trianglePlaces(this.#rows));
    const { values } = this.#covariance;
    for (let i = 0; i < size; i += 1) values[triangleRow(i) + i] = positive('a prior', prior);
  }

  /** Covariance of weights `i` and `j` in units of the variance of the errors. */
  covariance(i: number, j: number): number {
    const [row, column] = i < j ? [j, i] : [i, j];
    if (row >= this.weights.length) return NaN;
    this.#takeAway();
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
    const columns = this.#columns.values;
    if (!Number.isFinite(error) || !Number.isFinite(spread)) {
      columns.fill(0, this.#last, this.#last + this.#rows);
      return;
    }
    const step = (this.#scale / spread) * error;
    const last = this.#last;
    for (let i = 0; i < weights.length; i += 1)
      weights[i] = (weights[i] as number) + (columns[last + i] as number) * step;
    this.#narrow(spread);
  }

  /** Multiplies the covariance, without its scale, with the inputs; answers the product with them again. */
  #solve(x: ArrayLike<number>): number {
    const { length } = this.weights;
    const rows = this.#rows;
    const { address, values } = this.#columns;
    for (let i = 0; i < length; i += 1) values[i] = x[i] as number;
    const taken = this.#last;
    const next = 3 * rows - taken;
    subtractAndMultiply(
      this.#covariance.address,
      address,
      address + FLOAT_BYTES * next,
      FLOAT_BYTES * rows,
      address + FLOAT_BYTES * taken,
      address + FLOAT_BYTES * 3 * rows,
    );
    values[3 * rows] = 0;
    this.#last = next;
    let product = 0;
    for (let i = 0; i < length; i += 1) product += (values[next + i] as number) * (x[i] as number);
    return product * this.#scale;
  }

  /** Notes what is to be taken away for what a pair has taught, and lets the rest age. */
  #narrow(spread: number): void {
    const { values } = this.#columns;
    const factor = this.#scale / spread;
    values[3 * this.#rows] = factor;
    this.#scale /= this.#memory;
    let trace = this.#trace();
    for (let i = this.#last; i < this.#last + this.weights.length; i += 1)
      trace -= factor * (values[i] as number) ** 2;
    if (trace * this.#scale > this.#largestTrace) this.#rescale(this.#largestTrace / trace);
    else if (this.#scale > LARGEST_SCALE) this.#rescale(this.#scale);
  }

  /** Takes away what the last pair has taught, where it was not done yet. */
  #takeAway(): void {
    const rows = this.#rows;
    const { address, values } = this.#columns;
    const factor = address + FLOAT_BYTES * 3 * rows;
    subtractSquare(this.#covariance.address, address + FLOAT_BYTES * this.#last, factor, FLOAT_BYTES * rows);
    values[3 * rows] = 0;
  }

  #trace(): number {
    const { values } = this.#covariance;
    let trace = 0;
    for (let i = 0; i < this.weights.length; i += 1) trace += values[triangleRow(i) + i] as number;
    return trace;
  }

  #rescale(factor: number): void {
    this.#takeAway();
    const { values } = this.#covariance;
    for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) * factor;
    this.#scale = 1;
  }
}
