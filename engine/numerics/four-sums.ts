/** Sum of the products of two lists of one length, the first less `meanA` and the second less `meanB`. */
export function productAround(a: Float64Array, meanA: number, b: Float64Array, meanB: number): number {
  // Four arguments and plain loops: asked for every pair of columns of every regression of every bar. Of four
  // sums none waits for the last addition of another.
  const whole = a.length & ~3;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let t = 0; t < whole; t += 4) {
    s0 += ((a[t] as number) - meanA) * ((b[t] as number) - meanB);
    s1 += ((a[t + 1] as number) - meanA) * ((b[t + 1] as number) - meanB);
    s2 += ((a[t + 2] as number) - meanA) * ((b[t + 2] as number) - meanB);
    s3 += ((a[t + 3] as number) - meanA) * ((b[t + 3] as number) - meanB);
  }
  for (let t = whole; t < a.length; t += 1) s0 += ((a[t] as number) - meanA) * ((b[t] as number) - meanB);
  return s0 + s1 + (s2 + s3);
}

/** Mean of a list that is not empty. */
export function meanOf(values: Float64Array): number {
  const whole = values.length & ~3;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let t = 0; t < whole; t += 4) {
    s0 += values[t] as number;
    s1 += values[t + 1] as number;
    s2 += values[t + 2] as number;
    s3 += values[t + 3] as number;
  }
  for (let t = whole; t < values.length; t += 1) s0 += values[t] as number;
  return (s0 + s1 + (s2 + s3)) / values.length;
}
