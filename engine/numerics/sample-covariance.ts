/** Covariances of series of one length, each a list, divided by the length less one. */
export function sampleCovariance(series: readonly ArrayLike<number>[]): Float64Array[] {
  const centered = series.map(deviations);
  const matrix = centered.map(() => new Float64Array(centered.length));
  for (let i = 0; i < centered.length; i += 1) {
    const one = centered[i] as Float64Array;
    for (let j = 0; j <= i; j += 1) {
      const covariance = sumOfProducts(one, centered[j] as Float64Array) / (one.length - 1);
      (matrix[i] as Float64Array)[j] = covariance;
      (matrix[j] as Float64Array)[i] = covariance;
    }
  }
  return matrix;
}

/** What a list has above its mean. */
function deviations(values: ArrayLike<number>): Float64Array {
  const list = Float64Array.from(values);
  let sum = 0;
  for (let t = 0; t < list.length; t += 1) sum += list[t] as number;
  const mean = sum / list.length;
  for (let t = 0; t < list.length; t += 1) list[t] = (list[t] as number) - mean;
  return list;
}

// Of four sums none waits for the last addition of another.
function sumOfProducts(one: Float64Array, other: Float64Array): number {
  const whole = one.length & ~3;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let t = 0; t < whole; t += 4) {
    s0 += (one[t] as number) * (other[t] as number);
    s1 += (one[t + 1] as number) * (other[t + 1] as number);
    s2 += (one[t + 2] as number) * (other[t + 2] as number);
    s3 += (one[t + 3] as number) * (other[t + 3] as number);
  }
  for (let t = whole; t < one.length; t += 1) s0 += (one[t] as number) * (other[t] as number);
  return s0 + s1 + (s2 + s3);
}
