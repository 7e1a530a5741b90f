/**
 * Autoregressions of order 0 to `most` that keep the errors of forecasts forward and backward smallest, of
 * `count` values with a mean of zero at a time.
 *
 * Source: Burg (1968), A new analysis technique for time series data, NATO Advanced Study Institute.
 */
export class BurgRecursion {
  /** The highest order of the last values: `most`, or one that leaves no error. */
  order = 0;
  /** `models[m]` holds the coefficients of order m, the newest value first; used again. */
  readonly models: readonly Float64Array[];
  /** Mean square of what is left at each order, 0 first, up to {@link order}; used again. */
  readonly variances: Float64Array;
  readonly #forward: Float64Array;
  readonly #backward: Float64Array;

  constructor(count: number, most: number) {
    this.models = Array.from({ length: most + 1 }, (_, m) => new Float64Array(m));
    this.variances = new Float64Array(most + 1);
    this.#forward = new Float64Array(count);
    this.#backward = new Float64Array(count);
  }

  /** Finds the models of values. */
  solve(values: Float64Array): void {
    const { models, variances } = this;
    this.#forward.set(values);
    this.#backward.set(values);
    variances[0] = meanSquare(values);
    this.order = 0;
    for (let m = 1; m < models.length && (variances[m - 1] as number) > 0; m += 1) {
      const reflection = reflect(this.#forward, this.#backward, m);
      const before = models[m - 1] as Float64Array;
      const model = models[m] as Float64Array;
      for (let j = 0; j < m - 1; j += 1) {
        model[j] = (before[j] as number) - reflection * (before[m - 2 - j] as number);
      }
      model[m - 1] = reflection;
      variances[m] = Math.max(0, (variances[m - 1] as number) * (1 - reflection * reflection));
      this.order = m;
    }
  }
}

/**
 * The information criterion of Akaike of an order with this variance, for `count` values with a mean of their
 * own: `n ln s_m + 2 (m + 1)`.
 */
export function burgCriterion(variance: number, order: number, count: number): number {
  return count * Math.log(variance) + 2 * (order + 1);
}

/** The coefficient of order `m`, with which the errors move on from order `m - 1`. */
function reflect(forward: Float64Array, backward: Float64Array, m: number): number {
  let both = 0;
  let squares = 0;
  for (let t = m; t < forward.length; t += 1) {
    const f = forward[t] as number;
    const b = backward[t - 1] as number;
    both += f * b;
    squares += f * f + b * b;
  }
  const reflection = squares > 0 ? (2 * both) / squares : 0;
  // From the newest on, so that the backward error one step before is still that of the order below.
  for (let t = forward.length - 1; t >= m; t -= 1) {
    const f = forward[t] as number;
    const b = backward[t - 1] as number;
    forward[t] = f - reflection * b;
    backward[t] = b - reflection * f;
  }
  return reflection;
}

function meanSquare(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += (values[t] as number) ** 2;
  return sum / values.length;
}
