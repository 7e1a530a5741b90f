import { choleskyFactor, choleskyInverse, choleskySolve } from './cholesky.ts';
import { KernelFloats } from './simd/kernel-memory.ts';
import { bellsKernel, foldedPlaces, foldedRow, ROWS_TOGETHER, squareOf } from './simd/process-kernels.ts';

/** Added to the diagonal of a matrix that rounding has made not positive. */
const JITTER = 1e-6;
const TRIES = 4;

/** A Gaussian process given its data: weights of the targets and the factor of their covariance. */
export interface ConditionedProcess {
  readonly weights: Float64Array;
  /** Lower triangular factor of kernel plus noise. */
  readonly factor: readonly Float64Array[];
  /** Natural logarithm of the density of the targets. */
  readonly logLikelihood: number;
}

/**
 * Conditions a process of mean 0 on targets. `kernel` is the covariance of their places, `noise` the variance
 * added to each target. Undefined where the covariance is not positive definite.
 *
 * Source: Rasmussen & Williams (2006), Gaussian Processes for Machine Learning, algorithm 2.1.
 */
export function conditionProcess(
  kernel: readonly Float64Array[],
  targets: Float64Array,
  noise: number,
): ConditionedProcess | undefined {
  for (let extra = 0; extra < TRIES; extra += 1) {
    const factor = choleskyFactor(withDiagonal(kernel, noise + extra * JITTER));
    if (factor === undefined) continue;
    const weights = choleskySolve(factor, targets);
    let fit = 0;
    let logDeterminant = 0;
    for (let i = 0; i < targets.length; i += 1) {
      fit += (targets[i] as number) * (weights[i] as number);
      logDeterminant += 2 * Math.log((factor[i] as Float64Array)[i] as number);
    }
    const logLikelihood = -0.5 * (fit + logDeterminant + targets.length * Math.log(2 * Math.PI));
    return { weights, factor, logLikelihood };
  }
  return undefined;
}

function withDiagonal(kernel: readonly Float64Array[], noise: number): Float64Array[] {
  return kernel.map((row, i) => {
    const copy = row.slice();
    copy[i] = (copy[i] as number) + noise;
    return copy;
  });
}

const FLOAT_BYTES = 8;

/** What a process forecasts from. */
export interface ProcessModel {
  /** Places of the data, one after the other. */
  readonly places: Readonly<Float64Array>;
  /** How much the logarithm of the kernel falls with the square of the distance. */
  readonly narrowing: number;
  readonly weights: Readonly<Float64Array>;
  /** The inverse of kernel plus noise, as {@link foldedInverse} writes it. */
  readonly inverse: Readonly<Float64Array>;
}

/**
 * The inverse of the covariance of conditioned data, in the order a forecast reads it: a process that is loaded when
 * the market waits has nothing left to put in order.
 */
export function foldedInverse(factor: readonly Float64Array[]): Float64Array {
  const inverse = choleskyInverse(factor);
  const folded = new Float64Array(foldedPlaces(rowsFor(factor.length)));
  inverse.forEach((row, i) => {
    const to = foldedRow(i);
    for (let j = 0; j < i; j += 1) folded[to + j] = 2 * (row[j] as number);
    folded[to + i] = row[i] as number;
  });
  return folded;
}

/** Data that are worked on together make up whole groups. */
const rowsFor = (count: number): number => ROWS_TOGETHER * Math.ceil(count / ROWS_TOGETHER);

/**
 * Mean and variance of a process with a Gaussian kernel of height 1 at new places. One that is loaded again takes no
 * new memory for as many data.
 */
export class ProcessForecast {
  readonly #dimensions: number;
  readonly #bells: ReturnType<typeof bellsKernel>;
  /** A place, how narrow the kernel is, and what the data explain. */
  readonly #asked: KernelFloats;
  #count = 0;
  /** Number of data, or up to three more. */
  #rows = 0;
  #weights: Readonly<Float64Array> = new Float64Array();
  /** One list for each dimension. */
  #places = new KernelFloats(0);
  #inverse = new KernelFloats(0);
  /** Covariances with the data. */
  #column = new KernelFloats(0);
  mean = 0;
  variance = 1;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
    this.#bells = bellsKernel(dimensions);
    this.#asked = new KernelFloats(dimensions + 2);
  }

  load({ inverse, narrowing, places, weights }: ProcessModel): void {
    const { length: count } = weights;
    this.#weights = weights.slice();
    if (count !== this.#count) this.#makeRoom(count);
    this.#asked.values[this.#dimensions] = -narrowing;
    const lists = this.#places.values;
    const dimensions = this.#dimensions;
    for (let j = 0, to = 0; j < dimensions; j += 1, to += this.#rows)
      for (let i = 0, from = j; i < count; i += 1, from += dimensions) lists[to + i] = places[from] as number;
    this.#inverse.values.set(inverse);
  }

  /** Asks about a place. */
  ask(place: Readonly<Float64Array>): void {
    const asked = this.#asked.values;
    for (let j = 0; j < this.#dimensions; j += 1) asked[j] = place[j] as number;
    const { address } = this.#column;
    const bytes = FLOAT_BYTES * this.#rows;
    this.#bells(this.#places.address, bytes, this.#asked.address, address);
    const explained = this.#dimensions + 1;
    squareOf(this.#inverse.address, address, bytes, this.#asked.address + FLOAT_BYTES * explained);
    const column = this.#column.values;
    let mean = 0;
    for (let i = 0; i < this.#count; i += 1) mean += (column[i] as number) * (this.#weights[i] as number);
    this.mean = mean;
    this.variance = Math.max(0, 1 - (asked[explained] as number));
  }

  #makeRoom(count: number): void {
    this.#count = count;
    this.#rows = rowsFor(count);
    this.#places = new KernelFloats(this.#dimensions * this.#rows);
    this.#inverse = new KernelFloats(foldedPlaces(this.#rows));
    this.#column = new KernelFloats(this.#rows);
  }
}
