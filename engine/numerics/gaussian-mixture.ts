import { weightedMoments } from './gaussian-hidden-markov.ts';
import { kMeans } from './k-means.ts';
import type { Mulberry32 } from './mulberry32.ts';

/** Normal components with independent dimensions: `means[j * dimensions + d]`, variances alike. */
export interface GaussianMixture {
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
  /** Log of the weight and of the density at the mean, per component. */
  readonly heights: Float64Array;
}

/** A mixture of these components. */
export function gaussianMixture(
  weights: Float64Array,
  means: Float64Array,
  variances: Float64Array,
): GaussianMixture {
  const dimensions = means.length / weights.length;
  const heights = weights.map((weight, j) => {
    const own = variances.subarray(j * dimensions, (j + 1) * dimensions);
    return Math.log(weight) - 0.5 * own.reduce((sum, variance) => sum + Math.log(2 * Math.PI * variance), 0);
  });
  return { weights, means, variances, heights };
}

/** When to stop, and what no variance or weight may fall below. */
export interface MixtureSettings {
  readonly mostRounds: number;
  /** A round that raises the mean log-likelihood by less is the last. */
  readonly leastGain: number;
  readonly varianceFloor: number;
  readonly weightFloor: number;
}

/** Probability of each component given one row, and the log density of the row. */
export function responsibilities(
  { heights, means, variances, weights }: GaussianMixture,
  row: ArrayLike<number>,
  target: Float64Array = new Float64Array(weights.length),
): number {
  const dimensions = row.length;
  let highest = -Infinity;
  for (let j = 0; j < weights.length; j += 1) {
    let squares = 0;
    for (let d = 0; d < dimensions; d += 1) {
      const variance = variances[j * dimensions + d] as number;
      const off = (row[d] as number) - (means[j * dimensions + d] as number);
      squares += (off * off) / variance;
    }
    const log = (heights[j] as number) - 0.5 * squares;
    target[j] = log;
    highest = Math.max(highest, log);
  }
  let total = 0;
  for (let j = 0; j < weights.length; j += 1) {
    total += target[j] = Math.exp((target[j] as number) - highest);
  }
  for (let j = 0; j < weights.length; j += 1) target[j] = (target[j] as number) / total;
  return highest + Math.log(total);
}

/**
 * The mixture of `count` components that explains rows of `dimensions` values best near the groups that
 * k-means finds, by expectation and maximization.
 *
 * Source: Dempster, Laird & Rubin (1977), JRSS B 39(1).
 */
export function fitGaussianMixture(
  values: Float64Array,
  { count, dimensions, random }: { count: number; dimensions: number; random: Mulberry32 },
  settings: MixtureSettings,
): GaussianMixture {
  const rows = values.length / dimensions;
  const { groups } = kMeans(values, { count, dimensions, random });
  const shares = new Float64Array(rows * count);
  groups.forEach((group, t) => (shares[t * count + group] = 1));
  let mixture = maximized(shares, values, count, settings);
  let reached = -Infinity;
  for (let round = 0; round < settings.mostRounds; round += 1) {
    let sum = 0;
    for (let t = 0; t < rows; t += 1) {
      const row = values.subarray(t * dimensions, (t + 1) * dimensions);
      sum += responsibilities(mixture, row, shares.subarray(t * count, (t + 1) * count));
    }
    mixture = maximized(shares, values, count, settings);
    if (!(sum / rows - reached >= settings.leastGain)) break;
    reached = sum / rows;
  }
  return mixture;
}

function maximized(
  shares: Float64Array,
  values: Float64Array,
  count: number,
  { varianceFloor, weightFloor }: MixtureSettings,
): GaussianMixture {
  const { means, totals, variances } = weightedMoments(shares, values, count);
  const rows = shares.length / count;
  const floored = totals.map((total) => Math.max(total / rows, weightFloor));
  const sum = floored.reduce((all, each) => all + each, 0);
  return gaussianMixture(
    floored.map((each) => each / sum),
    means,
    variances.map((each) => Math.max(each, varianceFloor)),
  );
}
