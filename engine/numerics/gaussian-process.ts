import { choleskyFactor, choleskySolve } from './cholesky.ts';

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

/** Mean and variance of a process at a new place, computed without allocation. */
export class ProcessForecast {
  readonly #weights: Float64Array;
  readonly #factor: readonly Float64Array[];
  readonly #solved: Float64Array;
  mean = 0;
  variance = 1;

  constructor({ factor, weights }: Pick<ConditionedProcess, 'factor' | 'weights'>) {
    this.#weights = weights;
    this.#factor = factor;
    this.#solved = new Float64Array(weights.length);
  }

  /** `covariances` of the new place with those of the data, `prior` its variance without them. */
  at(covariances: Readonly<Float64Array>, prior: number): void {
    const solved = this.#solved;
    let mean = 0;
    let explained = 0;
    for (let i = 0; i < solved.length; i += 1) {
      const row = this.#factor[i] as Float64Array;
      let rest = covariances[i] as number;
      mean += rest * (this.#weights[i] as number);
      rest -= productUpTo(row, solved, i);
      rest /= row[i] as number;
      solved[i] = rest;
      explained += rest * rest;
    }
    this.mean = mean;
    this.variance = Math.max(0, prior - explained);
  }
}

/** Scalar product of the first `count` numbers, in four sums of which none waits for another. */
function productUpTo(one: Readonly<Float64Array>, other: Readonly<Float64Array>, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let j = 0;
  for (; j + 3 < count; j += 4) {
    s0 += (one[j] as number) * (other[j] as number);
    s1 += (one[j + 1] as number) * (other[j + 1] as number);
    s2 += (one[j + 2] as number) * (other[j + 2] as number);
    s3 += (one[j + 3] as number) * (other[j + 3] as number);
  }
  for (; j < count; j += 1) s0 += (one[j] as number) * (other[j] as number);
  return s0 + s1 + (s2 + s3);
}
