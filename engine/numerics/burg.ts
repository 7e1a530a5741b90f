/** An autoregression found by the method of Burg. */
export interface BurgModel {
  /** Coefficients of the chosen order, the newest value first. */
  readonly coefficients: Float64Array;
  /** Mean square of what is left at each order, 0 first. */
  readonly variances: Float64Array;
}

/**
 * Autoregressions of order 0 to `most` that keep the errors of forecasts forward and backward smallest, of
 * values with a mean of zero; `choose` picks an order from their variances. An order that leaves no error is
 * the last one considered.
 *
 * Source: Burg (1968), A new analysis technique for time series data, NATO Advanced Study Institute.
 */
export function burgModel(
  values: Float64Array,
  most: number,
  choose: (variances: Float64Array) => number = (variances) => variances.length - 1,
): BurgModel {
  const forward = Float64Array.from(values);
  const backward = Float64Array.from(values);
  const variances = [meanSquare(values)];
  const models: Float64Array[] = [new Float64Array()];
  for (let m = 1; m <= most && (variances[m - 1] as number) > 0; m += 1) {
    const reflection = reflect(forward, backward, m);
    const before = models[m - 1] as Float64Array;
    const model = new Float64Array(m);
    for (let j = 0; j < m - 1; j += 1) {
      model[j] = (before[j] as number) - reflection * (before[m - 2 - j] as number);
    }
    model[m - 1] = reflection;
    models.push(model);
    variances.push(Math.max(0, (variances[m - 1] as number) * (1 - reflection * reflection)));
  }
  const found = Float64Array.from(variances);
  return { coefficients: models[choose(found)] ?? new Float64Array(), variances: found };
}

/**
 * The information criterion of Akaike of each order, for `count` values with a mean of their own:
 * `n ln s_m + 2 (m + 1)`.
 */
export function burgCriteria(variances: Float64Array, count: number): Float64Array {
  return variances.map((variance, order) => count * Math.log(variance) + 2 * (order + 1));
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
