import { choleskyFactor, choleskySolve } from './cholesky.ts';
import { dotProduct } from './dot-product.ts';
import type { LabeledRows } from './labeled-rows.ts';

/** Log odds of the upper class as a linear function of the inputs. */
export interface LinearOdds {
  readonly weights: Float64Array;
  readonly constant: number;
}

/**
 * Fisher's linear discriminant between labels above 0 and the others, with the common covariance drawn by a
 * share `shrinkage` towards a sphere of the same size. Undefined where a class is empty or nothing varies.
 *
 * Source: Friedman (1989), Regularized Discriminant Analysis, JASA 84.
 */
export function linearDiscriminant(rows: LabeledRows, shrinkage: number): LinearOdds | undefined {
  const { width } = rows;
  const lower = classMean(rows, false);
  const upper = classMean(rows, true);
  if (lower.count === 0 || upper.count === 0) return undefined;
  const covariance = pooledCovariance(rows, lower.mean, upper.mean);
  const size = covariance.reduce((sum, row, i) => sum + (row[i] as number), 0) / width;
  const factor = choleskyFactor(
    covariance.map((row, i) =>
      row.map((each, j) => (1 - shrinkage) * each + (i === j ? shrinkage * size : 0)),
    ),
  );
  if (factor === undefined) return undefined;
  const weights = choleskySolve(
    factor,
    upper.mean.map((each, j) => each - (lower.mean[j] as number)),
  );
  const middle = upper.mean.map((each, j) => (each + (lower.mean[j] as number)) / 2);
  return { weights, constant: Math.log(upper.count / lower.count) - dotProduct(weights, middle) };
}

function classMean(
  { count, inputs, labels, width }: LabeledRows,
  isUpper: boolean,
): { readonly mean: Float64Array; readonly count: number } {
  const sums = new Float64Array(width);
  let members = 0;
  for (let i = 0; i < count; i += 1) {
    if ((labels[i] as number) > 0 !== isUpper) continue;
    members += 1;
    for (let j = 0; j < width; j += 1) sums[j] = (sums[j] as number) + (inputs[i * width + j] as number);
  }
  return { mean: sums.map((sum) => sum / members), count: members };
}

/** Products of deviations from the mean of the own class, divided by all rows. */
function pooledCovariance(
  { count, inputs, labels, width }: LabeledRows,
  lower: Float64Array,
  upper: Float64Array,
): Float64Array[] {
  const covariance = Array.from({ length: width }, () => new Float64Array(width));
  const deviation = new Float64Array(width);
  for (let i = 0; i < count; i += 1) {
    const mean = (labels[i] as number) > 0 ? upper : lower;
    for (let j = 0; j < width; j += 1) deviation[j] = (inputs[i * width + j] as number) - (mean[j] as number);
    for (let j = 0; j < width; j += 1) {
      const row = covariance[j] as Float64Array;
      const each = (deviation[j] as number) / count;
      for (let k = 0; k < width; k += 1) row[k] = (row[k] as number) + each * (deviation[k] as number);
    }
  }
  return covariance;
}
