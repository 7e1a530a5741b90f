/**
 * Haar details of a series at the scale of `length` values: the sum of the newer half of the last `length`
 * less that of the older half, over `length`, for every place at which as many are there.
 *
 * Source: Percival & Walden (2000), Wavelet Methods for Time Series Analysis, chapter 5.
 */
export function haarDetails(values: ArrayLike<number>, length: number): Float64Array {
  const half = length / 2;
  const details = new Float64Array(Math.max(0, values.length - length + 1));
  let newer = 0;
  let older = 0;
  for (let t = 0; t < values.length; t += 1) {
    newer += values[t] as number;
    if (t >= half) {
      newer -= values[t - half] as number;
      older += values[t - half] as number;
    }
    if (t >= length) older -= values[t - length] as number;
    if (t >= length - 1) details[t - length + 1] = (newer - older) / length;
  }
  return details;
}

/**
 * Correlation around 0 of a series with another `lag` places later; a lag below 0 looks the other way. All
 * pairs there are, over the root of all squares. NaN where one is 0 everywhere.
 */
export function crossCorrelation(x: Float64Array, y: Float64Array, lag: number): number {
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let t = 0; t < x.length; t += 1) {
    const left = x[t] as number;
    const right = y[t] as number;
    xx += left * left;
    yy += right * right;
    const later = t + lag;
    if (later >= 0 && later < y.length) xy += left * (y[later] as number);
  }
  const scale = Math.sqrt(xx) * Math.sqrt(yy);
  return scale > 0 ? xy / scale : NaN;
}
