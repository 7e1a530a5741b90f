import { wholeNumber } from './checked-numbers.ts';
import { choleskyFactor, choleskyInverse } from './cholesky.ts';
import { begunRing, grownRing } from './growing-ring.ts';
import { squareRows } from './square-rows.ts';

/** A linear model fitted to cross products. */
export interface CrossProductFit {
  /** In the order of the regressors asked for. */
  readonly coefficients: readonly number[];
  /** What the variance of the errors is multiplied by to give the covariance of the coefficients. */
  readonly inverseGram: readonly Float64Array[];
  /** Squared errors, and squares of the target around 0. */
  readonly sumOfSquares: number;
  readonly targetSquares: number;
  readonly count: number;
}

/** Memory for fits on `size` regressors, one after another. */
export class CrossProductMemory {
  readonly lengths: Float64Array;
  readonly gram: readonly Float64Array[];
  readonly factor: readonly Float64Array[];
  readonly withTarget: Float64Array;
  readonly coefficients: number[];
  readonly inverseGram: Float64Array[];

  constructor(size: number) {
    this.lengths = new Float64Array(size);
    this.gram = squareRows(size);
    this.factor = squareRows(size);
    this.withTarget = new Float64Array(size);
    this.coefficients = Array.from({ length: size }, () => 0);
    this.inverseGram = squareRows(size);
  }
}

/** A regressor of which the others leave this small a share depends on them. */
const DEPENDENT = 1e-12;

/**
 * Cross products of the columns of the last `window` rows, from which any column is regressed on any
 * others; a row costs a product per pair of columns. A second sum begun afresh every `window` rows takes
 * the place of the first when it holds the whole window, so nothing drifts and no row costs more than another.
 */
export class RollingCrossProducts {
  readonly #columns: number;
  readonly #window: number;
  #rows: Float64Array;
  #sums: Float64Array;
  #fresh: Float64Array;
  #next = 0;
  #count = 0;

  /** @throws {RangeError} when `columns` or `window` is not a whole number of at least 1. */
  constructor(columns: number, window: number) {
    this.#columns = wholeNumber('columns', columns);
    this.#window = wholeNumber('a window', window);
    this.#rows = begunRing(columns * window);
    this.#sums = new Float64Array((columns * (columns + 1)) / 2);
    this.#fresh = new Float64Array(this.#sums.length);
  }

  /** Rows in the window now, at most `window`. */
  get count(): number {
    return this.#count;
  }

  /** Sum over the window of the products of columns `i` and `j`. */
  product(i: number, j: number): number {
    return this.#sums[i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i] ?? NaN;
  }

  push(row: ArrayLike<number>): void {
    const columns = this.#columns;
    if ((this.#next + 1) * columns > this.#rows.length) this.#grow();
    const rows = this.#rows;
    const start = this.#next * columns;
    const isFull = this.#count === this.#window;
    for (let i = 0, place = 0; i < columns; i += 1) {
      for (let j = 0; j <= i; j += 1, place += 1) {
        const entering = (row[i] as number) * (row[j] as number);
        const leaving = isFull ? (rows[start + i] as number) * (rows[start + j] as number) : 0;
        this.#sums[place] = (this.#sums[place] as number) + entering - leaving;
        this.#fresh[place] = (this.#fresh[place] as number) + entering;
      }
    }
    for (let i = 0; i < columns; i += 1) rows[start + i] = row[i] as number;
    if (!isFull) this.#count += 1;
    this.#next += 1;
    if (this.#next === this.#window) this.#turnRound();
  }

  /** Until the window is full the rows lie in their order from the beginning. */
  #grow(): void {
    while ((this.#next + 1) * this.#columns > this.#rows.length)
      this.#rows = grownRing(this.#rows, this.#columns * this.#window);
  }

  /** Every row of the window was added to the fresh sums since they were begun. */
  #turnRound(): void {
    const old = this.#sums;
    this.#sums = this.#fresh;
    this.#fresh = old.fill(0);
    this.#next = 0;
  }

  /** Writes the products of the regressors in units of their lengths. */
  #writeGram(regressors: readonly number[], { gram, lengths }: CrossProductMemory): void {
    for (let i = 0; i < regressors.length; i += 1) {
      const row = gram[i] as Float64Array;
      for (let j = 0; j < regressors.length; j += 1) {
        const product = this.product(regressors[i] as number, regressors[j] as number);
        row[j] = product / ((lengths[i] as number) * (lengths[j] as number));
      }
    }
  }

  /**
   * Least squares of column `target` on the columns `regressors`, without a constant but for a column of
   * ones among them. Undefined where there are not more rows than regressors, or these depend on each other.
   * Where a memory is given the lists of the fit are its own: valid until the next fit in it.
   */
  fit(
    target: number,
    regressors: readonly number[],
    memory = new CrossProductMemory(regressors.length),
  ): CrossProductFit | undefined {
    const size = regressors.length;
    if (this.#count <= size) return undefined;
    const { coefficients, gram, inverseGram, lengths, withTarget } = memory;
    for (let i = 0; i < size; i += 1) {
      const each = regressors[i] as number;
      lengths[i] = Math.sqrt(this.product(each, each));
      if (!((lengths[i] as number) > 0 && Number.isFinite(lengths[i]))) return undefined;
    }
    this.#writeGram(regressors, memory);
    const factor = choleskyFactor(gram, DEPENDENT, memory.factor);
    if (factor === undefined) return undefined;
    choleskyInverse(factor, inverseGram);
    for (let i = 0; i < size; i += 1) withTarget[i] = this.product(regressors[i] as number, target);
    for (let i = 0; i < size; i += 1) {
      const row = inverseGram[i] as Float64Array;
      for (let j = 0; j < size; j += 1)
        row[j] = (row[j] as number) / ((lengths[i] as number) * (lengths[j] as number));
      coefficients[i] = dot(row, withTarget);
    }
    const targetSquares = this.product(target, target);
    const sumOfSquares = Math.max(0, targetSquares - dot(coefficients, withTarget));
    return { coefficients, inverseGram, sumOfSquares, targetSquares, count: this.#count };
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
