/** Deviations of a column from its mean. */
function deviations(column: ArrayLike<number>): Float64Array {
  const { length } = column;
  let mean = 0;
  for (let i = 0; i < length; i += 1) mean += column[i] as number;
  mean /= length;
  return Float64Array.from(column, (each) => each - mean);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Correlation of Pearson, from -1 to 1; NaN where one of the two does not vary. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const dx = deviations(x);
  const dy = deviations(y);
  const scale = Math.sqrt(dot(dx, dx)) * Math.sqrt(dot(dy, dy));
  return scale > 0 ? Math.max(-1, Math.min(1, dot(dx, dy) / scale)) : NaN;
}

/** Covariances of columns of the same length, divided by the rows less one. */
export function covarianceMatrix(columns: readonly ArrayLike<number>[]): Float64Array[] {
  const centered = columns.map(deviations);
  const freedom = (centered[0]?.length ?? 0) - 1;
  const matrix = centered.map(() => new Float64Array(centered.length));
  centered.forEach((left, i) => {
    for (let j = 0; j <= i; j += 1) {
      const covariance = dot(left, centered[j] as Float64Array) / freedom;
      (matrix[i] as Float64Array)[j] = covariance;
      (matrix[j] as Float64Array)[i] = covariance;
    }
  });
  return matrix;
}

/** Correlations of columns of the same length; undefined where one of them does not vary. */
export function correlationMatrix(columns: readonly ArrayLike<number>[]): Float64Array[] | undefined {
  const matrix = covarianceMatrix(columns);
  const scales = matrix.map((row, i) => Math.sqrt(row[i] as number));
  if (!scales.every((scale) => scale > 0 && Number.isFinite(scale))) return undefined;
  matrix.forEach((row, i) =>
    row.forEach((each, j) => {
      const ratio = each / ((scales[i] as number) * (scales[j] as number));
      row[j] = i === j ? 1 : Math.max(-1, Math.min(1, ratio));
    }),
  );
  return matrix;
}
