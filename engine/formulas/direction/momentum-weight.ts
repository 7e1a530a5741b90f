import { columnRegression } from '../../numerics/column-regression.ts';
import type { MomentumHistory } from './momentum-history.ts';

const NEAREST = 1e-12;

/** What the strategy is expected to earn, `constant + slope * state`, and how much risk is disliked. */
export interface WeightModel {
  readonly constant: number;
  readonly slope: number;
  readonly lam: number;
}

/**
 * Learns what follows a state, and scales the weights of the last `scaleDays` days to 1 on average in size.
 * Undefined where they would all be 0. A state that never varied says nothing.
 */
export function weightModel(
  history: Pick<MomentumHistory, 'toArrays'>,
  scaleDays: number,
): WeightModel | undefined {
  const { returns, states, variances } = history.toArrays();
  const next = returns.subarray(1);
  const fit = columnRegression([states.subarray(0, -1)], next);
  const constant = fit?.intercept ?? next.reduce((sum, each) => sum + each, 0) / next.length;
  const slope = fit?.coefficients[0] ?? 0;
  const from = Math.max(0, states.length - scaleDays);
  let sizes = 0;
  for (let t = from; t < states.length; t += 1) {
    const variance = variances[t] as number;
    if (variance > NEAREST) {
      sizes += Math.abs(constant + slope * (states[t] as number)) / (2 * variance);
    }
  }
  const lam = sizes / (states.length - from);
  return lam > NEAREST && Number.isFinite(lam) ? { constant, slope, lam } : undefined;
}

/** Weight of a strategy that is expected to earn `constant + slope * state`: that over twice its disliked variance. */
export function momentumWeight(
  { constant, lam, slope }: WeightModel,
  { state, variance }: Pick<MomentumHistory, 'state' | 'variance'>,
): number {
  return (constant + slope * state) / (2 * lam * variance);
}
