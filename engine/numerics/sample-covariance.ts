import { productAround } from './four-sums.ts';

/** Covariances of series of one length, each a list, divided by the length less one. */
export function sampleCovariance(series: readonly ArrayLike<number>[]): Float64Array[] {
  const centered = series.map(deviations);
  const matrix = centered.map(() => new Float64Array(centered.length));
  for (let i = 0; i < centered.length; i += 1) {
    const one = centered[i] as Float64Array;
    for (let j = 0; j <= i; j += 1) {
      const covariance = productAround(one, 0, centered[j] as Float64Array, 0) / (one.length - 1);
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
