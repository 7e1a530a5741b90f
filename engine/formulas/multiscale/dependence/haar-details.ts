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

/** Sum of the products of a series with another `lag` places later; a lag below 0 looks the other way. All pairs there are. */
export function sumOfPairs(x: Float64Array, y: Float64Array, lag: number): number {
  const end = Math.min(x.length, y.length - lag);
  let sum = 0;
  for (let t = Math.max(0, -lag); t < end; t += 1) sum += (x[t] as number) * (y[t + lag] as number);
  return sum;
}
