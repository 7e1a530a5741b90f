import type { Fit, FitModel } from '../../refit.ts';

/**
 * Fits the weights of a pool to the densities its members gave to the outcomes: `densities` row by row,
 * `members` in each, the forecast of no change last. The model is the weights, the mean log score of the pool
 * and that of no change alone.
 */
export const fitPool: Fit = ({ data, params }): FitModel | undefined => {
  const densities = data['densities'] ?? new Float64Array();
  const members = params['members'] ?? 0;
  if (densities.length === 0 || members === 0) return undefined;
  const weights = poolWeights(densities, members, params['sweeps'] ?? 0);
  const alone = new Float64Array(members);
  alone[members - 1] = 1;
  return [...weights, logScore(densities, weights), logScore(densities, alone)];
};

/**
 * Weights of sum 1 under which the mean log of the pooled density is greatest, from equal ones by a
 * multiplication that never makes it worse.
 *
 * Source: Hall & Mitchell (2007), Combining Density Forecasts; Geweke & Amisano (2011), Optimal Prediction Pools.
 */
export function poolWeights(
  densities: Readonly<Float64Array>,
  members: number,
  sweeps: number,
): Float64Array {
  let weights = new Float64Array(members).fill(1 / members);
  const rows = densities.length / members;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const gains = new Float64Array(members);
    for (let row = 0; row < rows; row += 1) addShares(densities, row, weights, gains);
    weights = weights.map((weight, k) => (weight * (gains[k] as number)) / rows);
  }
  return weights;
}

/** Mean log of the density a pool gave to the outcomes. */
export function logScore(densities: Readonly<Float64Array>, weights: Readonly<Float64Array>): number {
  const rows = densities.length / weights.length;
  let sum = 0;
  for (let row = 0; row < rows; row += 1) sum += Math.log(pooled(densities, row, weights));
  return sum / rows;
}

function addShares(
  densities: Readonly<Float64Array>,
  row: number,
  ...[weights, gains]: [Readonly<Float64Array>, Float64Array]
): void {
  const sum = pooled(densities, row, weights);
  const at = row * weights.length;
  for (let k = 0; k < weights.length; k += 1)
    gains[k] = (gains[k] as number) + (densities[at + k] as number) / sum;
}

function pooled(densities: Readonly<Float64Array>, row: number, weights: Readonly<Float64Array>): number {
  const at = row * weights.length;
  let sum = 0;
  for (let k = 0; k < weights.length; k += 1) sum += (weights[k] as number) * (densities[at + k] as number);
  return sum;
}
