import { normalCdf } from '../../../numerics/normal-distribution.ts';

/** How one variance ratio stands against a random walk. */
export interface VarianceRatio {
  /** Variance of sums of `q` returns over `q` times that of one: above 1 moves go on, below they come back. */
  readonly ratio: number;
  /** The same in errors that allow for changing variance. */
  readonly z: number;
}

/** Outcome of the joint test. */
export interface MultipleVarianceRatio {
  readonly ratios: readonly VarianceRatio[];
  /** The one furthest from a random walk. */
  readonly furthest: VarianceRatio;
  /** Its distance. */
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * Variance ratios over several horizons, tested together. Undefined where returns do not vary or are too few.
 *
 * Source: Chow & Denning (1993), A simple multiple variance ratio test, Journal of Econometrics 58(3).
 */
export function multipleVarianceRatio(
  returns: Float64Array,
  horizons: readonly number[],
): MultipleVarianceRatio | undefined {
  const count = returns.length;
  const mean = returns.reduce((sum, each) => sum + each, 0) / count;
  const deviations = returns.map((each) => each - mean);
  const squares = deviations.reduce((sum, each) => sum + each * each, 0);
  if (!(squares / count > 1e-24)) return undefined;
  const ratios = horizons.map((q) => varianceRatio(deviations, q, squares));
  const furthest = ratios.reduce((most, each) => (Math.abs(each.z) > Math.abs(most.z) ? each : most));
  const statistic = Math.abs(furthest.z);
  if (!ratios.every(({ z }) => Number.isFinite(z))) return undefined;
  return { ratios, furthest, statistic, pValue: 1 - (2 * normalCdf(statistic) - 1) ** horizons.length };
}

function varianceRatio(deviations: Float64Array, q: number, squares: number): VarianceRatio {
  const count = deviations.length;
  let sum = 0;
  let sumSquares = 0;
  for (let t = 0; t < count; t += 1) {
    sum += deviations[t] as number;
    if (t >= q) sum -= deviations[t - q] as number;
    if (t >= q - 1) sumSquares += sum * sum;
  }
  const pairs = q * (count - q + 1) * (1 - q / count);
  const ratio = sumSquares / pairs / (squares / (count - 1));
  let variance = 0;
  for (let lag = 1; lag < q; lag += 1) {
    variance += ((2 * (q - lag)) / q) ** 2 * (jointSquares(deviations, lag) / squares / squares);
  }
  return { ratio, z: (ratio - 1) / Math.sqrt(variance) };
}

function jointSquares(deviations: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < deviations.length; t += 1) {
    const product = (deviations[t] as number) * (deviations[t - lag] as number);
    sum += product * product;
  }
  return sum;
}
