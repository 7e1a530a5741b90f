import { dotProduct } from './dot-product.ts';
import { sampleCovariance } from './sample-covariance.ts';

/** Deviations of a column from its mean. */
function deviations(column: ArrayLike<number>): Float64Array {
  const { length } = column;
  let mean = 0;
  for (let i = 0; i < length; i += 1) mean += column[i] as number;
  mean /= length;
  const centered = new Float64Array(length);
  for (let i = 0; i < length; i += 1) centered[i] = (column[i] as number) - mean;
  return centered;
}

/** Correlation of Pearson, from -1 to 1; NaN where one of the two does not vary. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const dx = deviations(x);
  const dy = deviations(y);
  const scale = Math.sqrt(dotProduct(dx, dx)) * Math.sqrt(dotProduct(dy, dy));
  return scale > 0 ? Math.max(-1, Math.min(1, dotProduct(dx, dy) / scale)) : NaN;
}

/** Correlations of columns of the same length; undefined where one of them does not vary. */
export function correlationMatrix(columns: readonly ArrayLike<number>[]): Float64Array[] | undefined {
  const matrix = sampleCovariance(columns);
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
