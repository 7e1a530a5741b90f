/** Covariances of series of one length, each a list, divided by the length less one. */
export function sampleCovariance(series: readonly ArrayLike<number>[]): Float64Array[] {
  const centered = series.map((each) => {
    const list = Float64Array.from(each);
    const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
    return list.map((value) => value - mean);
  });
  const matrix = centered.map(() => new Float64Array(centered.length));
  centered.forEach((one, i) => {
    for (let j = 0; j <= i; j += 1) {
      const other = centered[j] as Float64Array;
      let sum = 0;
      for (let t = 0; t < one.length; t += 1) sum += (one[t] as number) * (other[t] as number);
      const covariance = sum / (one.length - 1);
      (matrix[i] as Float64Array)[j] = covariance;
      (matrix[j] as Float64Array)[i] = covariance;
    }
  });
  return matrix;
}
