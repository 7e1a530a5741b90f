/** Sums of squares at or below it are no variance. */
const LEAST_SQUARES = 1e-12;

/**
 * Autocorrelations at lag 0 to `lags`, around the mean of all values and all divided by the sum of their
 * squares, so that lag 0 has 1. Zero at every other lag where that sum is at most 1e-12.
 */
export function autocorrelations(values: ArrayLike<number>, lags: number): Float64Array {
  const count = values.length;
  let mean = 0;
  for (let t = 0; t < count; t += 1) mean += (values[t] as number) / count;
  const found = new Float64Array(lags + 1);
  for (let lag = 0; lag <= lags && lag < count; lag += 1) {
    let sum = 0;
    for (let t = lag; t < count; t += 1) {
      sum += ((values[t] as number) - mean) * ((values[t - lag] as number) - mean);
    }
    found[lag] = sum;
  }
  return scaledByFirst(found);
}

/** Divides every entry by the first in place, where the first is a variance; 1 and zeros where it is none. */
export function scaledByFirst(covariances: Float64Array): Float64Array {
  const first = covariances[0] as number;
  const isVariance = first > LEAST_SQUARES;
  for (let lag = 1; lag < covariances.length; lag += 1) {
    covariances[lag] = isVariance ? (covariances[lag] as number) / first : 0;
  }
  covariances[0] = 1;
  return covariances;
}

/**
 * Recursion from autocorrelations, lag 0 first, to autoregressions of every order up to `orders`. A model that
 * leaves no error is kept and the orders beyond it have partial autocorrelations of 0.
 *
 * Source: Durbin (1960), The Fitting of Time-Series Models, Review of the International Statistical
 * Institute 28(3).
 */
export class LevinsonDurbin {
  /** Partial autocorrelations at lag 1, 2, …; the list is used again. */
  readonly partial: Float64Array;
  /** `models[k - 1]` holds the k coefficients of the model of order k, the newest value first; used again. */
  readonly models: readonly Float64Array[];

  constructor(orders: number) {
    this.partial = new Float64Array(orders);
    this.models = Array.from({ length: orders }, (_, i) => new Float64Array(i + 1));
  }

  /** Finds the models of autocorrelations at lag 0 to `orders`. */
  solve(correlations: ArrayLike<number>): void {
    const { models, partial } = this;
    for (let k = 1; k <= partial.length; k += 1) {
      const model = models[k - 1] as Float64Array;
      const before = models[k - 2];
      const reflection =
        before === undefined ? (correlations[1] as number) : reflectionOf(before, correlations);
      for (let j = 0; before !== undefined && j < k - 1; j += 1) {
        model[j] = (before[j] as number) - reflection * (before[k - 2 - j] as number);
      }
      model[k - 1] = reflection;
      partial[k - 1] = reflection;
    }
  }
}

/** The models of autocorrelations by a recursion of its own; see {@link LevinsonDurbin}. */
export function levinsonDurbin(correlations: ArrayLike<number>): LevinsonDurbin {
  const recursion = new LevinsonDurbin(correlations.length - 1);
  recursion.solve(correlations);
  return recursion;
}

/** The partial autocorrelation behind a model: what it leaves of the next correlation, over its error. */
function reflectionOf(model: Float64Array, correlations: ArrayLike<number>): number {
  const next = model.length + 1;
  let left = correlations[next] as number;
  let error = 1;
  for (let j = 1; j < next; j += 1) {
    left -= (model[j - 1] as number) * (correlations[next - j] as number);
    error -= (model[j - 1] as number) * (correlations[j] as number);
  }
  return Math.abs(error) > LEAST_SQUARES ? left / error : 0;
}

/**
 * Portmanteau statistic of autocorrelations (lag 0 first) of `count` values: chi-squared with as many degrees
 * of freedom as lags where nothing is remembered.
 *
 * Source: Ljung & Box (1978), On a measure of lack of fit in time series models, Biometrika 65(2).
 */
export function ljungBox(correlations: ArrayLike<number>, count: number): number {
  let sum = 0;
  for (let lag = 1; lag < correlations.length; lag += 1) {
    sum += (correlations[lag] as number) ** 2 / (count - lag);
  }
  return count * (count + 2) * sum;
}
