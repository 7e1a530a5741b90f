/** A covariance drawn towards one with equal variances and none in common. */
export interface ShrunkCovariance {
  readonly matrix: Float64Array[];
  /** How far it was drawn, 0 not at all and 1 all the way. */
  readonly shrinkage: number;
}

/**
 * Covariances of series of one length, each a list, divided by the length and shrunk by as much as the sample says is
 * best.
 *
 * Source: Ledoit & Wolf (2004), A Well-conditioned Estimator for Large-dimensional Covariance Matrices, Journal of
 * Multivariate Analysis 88(2).
 */
export function ledoitWolf(series: readonly ArrayLike<number>[]): ShrunkCovariance {
  const size = series.length;
  const length = series[0]?.length ?? 0;
  const centered = series.map((each) => deviations(each));
  const matrix = crossMeans(centered);
  const center = matrix.reduce((sum, row, i) => sum + (row[i] as number), 0) / size;
  let squares = 0;
  for (const row of matrix) for (const each of row) squares += each * each;
  // The distance from the target, and how far one sample lies from another.
  const distance = squares / size - center * center;
  let fourths = 0;
  for (let t = 0; t < length; t += 1) {
    let norm = 0;
    for (const each of centered) norm += (each[t] as number) ** 2;
    fourths += norm * norm;
  }
  const error = Math.max(0, (fourths / length - squares) / length / size);
  const shrinkage = distance > 0 ? Math.min(1, error / distance) : 1;
  matrix.forEach((row, i) =>
    row.forEach((each, j) => {
      row[j] = (1 - shrinkage) * each + (i === j ? shrinkage * center : 0);
    }),
  );
  return { matrix, shrinkage };
}

function deviations(values: ArrayLike<number>): Float64Array {
  const list = Float64Array.from(values);
  const mean = list.reduce((sum, each) => sum + each, 0) / list.length;
  return list.map((each) => each - mean);
}

/** Means of the products of every two series. */
function crossMeans(series: readonly Float64Array[]): Float64Array[] {
  const matrix = series.map(() => new Float64Array(series.length));
  series.forEach((one, i) => {
    for (let j = 0; j <= i; j += 1) {
      const other = series[j] as Float64Array;
      let sum = 0;
      for (let t = 0; t < one.length; t += 1) sum += (one[t] as number) * (other[t] as number);
      (matrix[i] as Float64Array)[j] = sum / one.length;
      (matrix[j] as Float64Array)[i] = sum / one.length;
    }
  });
  return matrix;
}
