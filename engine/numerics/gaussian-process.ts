import { choleskyFactor, choleskySolve } from './cholesky.ts';
import { multiplySymmetric, trianglePlaces, triangleRow } from './simd/covariance-kernels.ts';
import { KernelFloats } from './simd/kernel-memory.ts';

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
  readonly weights: Readonly<Float64Array>;
  /** Lower triangle of the inverse of kernel plus noise, row by row. */
  readonly inverse: Readonly<Float64Array>;
}

/** Mean and variance of a process at new places. One that is loaded again takes no new memory for as many data. */
export class ProcessForecast {
  #count = 0;
  /** Number of data, or one more to make it even. */
  #rows = 0;
  #weights: Readonly<Float64Array> = new Float64Array();
  #inverse = new KernelFloats(0);
  /** Covariances with the data, and behind them what the inverse makes of them. */
  #columns = new KernelFloats(0);
  mean = 0;
  variance = 1;

  load({ inverse, weights }: ProcessModel): void {
    const { length: count } = weights;
    this.#weights = weights.slice();
    if (count !== this.#count) {
      this.#count = count;
      this.#rows = count + (count % 2);
      this.#inverse = new KernelFloats(trianglePlaces(this.#rows));
      this.#columns = new KernelFloats(2 * this.#rows);
    }
    const { values } = this.#inverse;
    for (let i = 0, from = 0; i < count; i += 1, from += i)
      values.set(inverse.subarray(from, from + i + 1), triangleRow(i));
  }

  /** Covariances of a new place with those of the data, to be written before it is asked about. */
  get covariances(): Float64Array {
    return this.#columns.values.subarray(0, this.#count);
  }

  /** Asks about the place of the {@link covariances}, whose variance without the data is `prior`. */
  ask(prior: number): void {
    const { address, values } = this.#columns;
    const rows = this.#rows;
    multiplySymmetric(this.#inverse.address, address, address + FLOAT_BYTES * rows, FLOAT_BYTES * rows);
    let mean = 0;
    let explained = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const covariance = values[i] as number;
      mean += covariance * (this.#weights[i] as number);
      explained += covariance * (values[rows + i] as number);
    }
    this.mean = mean;
    this.variance = Math.max(0, prior - explained);
  }
}
