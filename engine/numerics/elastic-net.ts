import type { RowProducts } from './labeled-rows.ts';

const SETTLED = 1e-7;
const SWEEPS = 1000;
/** A column whose mean square is this small says nothing and keeps a weight of 0. */
const STILL = 1e-20;

/** Strength of the penalty and the share of it that is on the size of weights rather than on their square. */
export interface ElasticPenalty {
  readonly strength: number;
  readonly share: number;
}

/**
 * Moves weights to the least squared error (half its mean) plus penalty, one weight after another, until none
 * moves by 1e-7. Works on products of the columns alone. Answers the same list.
 *
 * Source: Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33.
 */
export function descendElasticNet(
  weights: Float64Array,
  { gram, withLabels }: RowProducts,
  count: number,
  { share, strength }: ElasticPenalty,
): Float64Array {
  const threshold = strength * share;
  const ridge = strength * (1 - share);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let largest = 0;
    for (let j = 0; j < weights.length; j += 1) {
      const row = gram[j] as Float64Array;
      const square = (row[j] as number) / count;
      if (square <= STILL) continue;
      let pull = (withLabels[j] as number) + (row[j] as number) * (weights[j] as number);
      for (let k = 0; k < weights.length; k += 1) pull -= (row[k] as number) * (weights[k] as number);
      const moved = softened(pull / count, threshold) / (square + ridge);
      largest = Math.max(largest, Math.abs(moved - (weights[j] as number)));
      weights[j] = moved;
    }
    if (largest < SETTLED) break;
  }
  return weights;
}

/** The least penalty with which every weight is 0. */
export function strongestPenalty({ withLabels }: RowProducts, count: number, share: number): number {
  return withLabels.reduce((most, each) => Math.max(most, Math.abs(each)), 0) / (count * share);
}

/** The value moved towards 0 by `by`, not beyond. */
function softened(value: number, by: number): number {
  return Math.abs(value) <= by ? 0 : value - Math.sign(value) * by;
}
