import { sampleCovariance } from './sample-covariance.ts';

/** Correlation of Pearson of two columns of one length, from -1 to 1; NaN where one of them does not vary. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const { length } = x;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < length; i += 1) {
    meanX += x[i] as number;
    meanY += y[i] as number;
  }
  meanX /= length;
  meanY /= length;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  // One walk: of three sums none waits for the last addition of another.
  for (let i = 0; i < length; i += 1) {
    const dx = (x[i] as number) - meanX;
    const dy = (y[i] as number) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const scale = Math.sqrt(xx) * Math.sqrt(yy);
  return scale > 0 ? Math.max(-1, Math.min(1, xy / scale)) : NaN;
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
