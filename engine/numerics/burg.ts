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
  /** Sums over the errors forward and those backward one step before: of their products, and of the squares of both. */
  #products = 0;
  #squares = 0;

  constructor(count: number, most: number) {
    this.models = Array.from({ length: most + 1 }, (_, m) => new Float64Array(m));
    this.variances = new Float64Array(most + 1);
    this.#forward = new Float64Array(count);
    this.#backward = new Float64Array(count);
  }

  /** Finds the models of values. */
  solve(values: Float64Array): void {
    const { models, variances } = this;
    this.#begin(values);
    variances[0] = meanSquare(values);
    this.order = 0;
    for (let m = 1; m < models.length && (variances[m - 1] as number) > 0; m += 1) {
      const reflection = this.#squares > 0 ? (2 * this.#products) / this.#squares : 0;
      this.#moveOn(m, reflection);
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

  /** Begins with values as they are: the errors of order 0. */
  #begin(values: Float64Array): void {
    this.#forward.set(values);
    this.#backward.set(values);
    let products = 0;
    let squares = 0;
    for (let t = 1; t < values.length; t += 1) {
      const value = values[t] as number;
      const before = values[t - 1] as number;
      products += value * before;
      squares += value * value + before * before;
    }
    this.#products = products;
    this.#squares = squares;
  }

  /** Moves the errors on to order `m`, and adds up in the same walk what the next order needs of them. */
  #moveOn(m: number, reflection: number): void {
    const forward = this.#forward;
    const backward = this.#backward;
    let products = 0;
    let squares = 0;
    const first = forward[m] as number;
    const beforeFirst = backward[m - 1] as number;
    forward[m] = first - reflection * beforeFirst;
    // What stands in the list is of the order below until the walk has passed.
    let below = backward[m] as number;
    let moved = beforeFirst - reflection * first;
    backward[m] = moved;
    for (let t = m + 1; t < forward.length; t += 1) {
      const f = forward[t] as number;
      const ahead = f - reflection * below;
      products += ahead * moved;
      squares += ahead * ahead + moved * moved;
      moved = below - reflection * f;
      below = backward[t] as number;
      forward[t] = ahead;
      backward[t] = moved;
    }
    this.#products = products;
    this.#squares = squares;
  }
}

/**
 * The information criterion of Akaike of an order with this variance, for `count` values with a mean of their
 * own: `n ln s_m + 2 (m + 1)`.
 */
export function burgCriterion(variance: number, order: number, count: number): number {
  return count * Math.log(variance) + 2 * (order + 1);
}

function meanSquare(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += (values[t] as number) ** 2;
  return sum / values.length;
}
