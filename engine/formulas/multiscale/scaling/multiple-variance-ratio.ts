import { normalCdf } from '../../../numerics/normal-distribution.ts';
import { type VarianceRatio, VarianceRatios } from '../../../numerics/variance-ratio.ts';

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
 * Variance ratios of paths of one length over several horizons, tested together.
 *
 * Source: Chow & Denning (1993), A simple multiple variance ratio test, Journal of Econometrics 58(3).
 */
export class ChowDenning {
  readonly #ratios: VarianceRatios;

  /** @throws {RangeError} when a horizon is not below the number of steps or not at least 2. */
  constructor(steps: number, horizons: readonly number[]) {
    this.#ratios = new VarianceRatios(steps, horizons);
  }

  /** Undefined where the path does not vary. */
  of(path: Float64Array): MultipleVarianceRatio | undefined {
    const ratios = this.#ratios.of(path);
    if (ratios === undefined) return undefined;
    let furthest = ratios[0] as VarianceRatio;
    for (const each of ratios) if (Math.abs(each.z) > Math.abs(furthest.z)) furthest = each;
    const statistic = Math.abs(furthest.z);
    return { ratios, furthest, statistic, pValue: 1 - (2 * normalCdf(statistic) - 1) ** ratios.length };
  }
}
