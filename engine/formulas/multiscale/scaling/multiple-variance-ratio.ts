import { normalCdf } from '../../../numerics/normal-distribution.ts';
import { type VarianceRatio, varianceRatio } from '../../../numerics/variance-ratio.ts';

/** Outcome of the joint test. */
export interface MultipleVarianceRatio {
  readonly ratios: readonly VarianceRatio[];
  /** The one furthest from a random walk, in errors that allow for changing variance. */
  readonly furthest: VarianceRatio;
  /** Its distance. */
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * Variance ratios of a path over several horizons, tested together. Works in `squares` where it is given, a list
 * of a number for each step. Undefined where the path does not vary.
 *
 * Source: Chow & Denning (1993), A simple multiple variance ratio test, Journal of Econometrics 58(3).
 */
export function multipleVarianceRatio(
  path: Float64Array,
  horizons: readonly number[],
  squares: Float64Array = new Float64Array(path.length - 1),
): MultipleVarianceRatio | undefined {
  const ratios = horizons.flatMap((q) => varianceRatio(path, q, true, squares) ?? []);
  if (ratios.length < horizons.length) return undefined;
  const furthest = ratios.reduce((most, each) => (Math.abs(each.z) > Math.abs(most.z) ? each : most));
  const statistic = Math.abs(furthest.z);
  return { ratios, furthest, statistic, pValue: 1 - (2 * normalCdf(statistic) - 1) ** horizons.length };
}
