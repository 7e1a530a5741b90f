import { ledoitWolf } from '../../numerics/ledoit-wolf.ts';

/** Returns two instruments must share before their correlation is spoken of: five days of them. */
export const LEAST_SHARED = 30;

/** How two series move together. */
export interface PairCorrelation {
  readonly sample: number;
  readonly shrunk: number;
}

/**
 * Correlation of two series of returns of one length, as the sample has it and after its covariances were drawn
 * towards none in common. Both are first put on one scale, so that the larger variance does not decide how far.
 * Undefined of too few returns, or of a price that stood still.
 */
export function pairCorrelation(a: readonly number[], b: readonly number[]): PairCorrelation | undefined {
  if (a.length < LEAST_SHARED || a.length !== b.length) return undefined;
  const one = standardized(a);
  const other = standardized(b);
  if (!one || !other) return undefined;
  const sample = one.reduce((sum, each, i) => sum + each * (other[i] as number), 0) / one.length;
  const { matrix } = ledoitWolf([one, other]);
  // Both variances are one, before and after: their covariance is the correlation.
  return { sample, shrunk: (matrix[0] as Float64Array)[1] as number };
}

function standardized(values: readonly number[]): number[] | undefined {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length;
  if (!(variance > 0)) return undefined;
  return values.map((each) => (each - mean) / Math.sqrt(variance));
}
