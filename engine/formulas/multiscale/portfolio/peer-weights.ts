import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { sampleDeviation } from '../../../numerics/sample-deviation.ts';
import type { MarketStep } from '../../formula.ts';
import { PeerReturns } from '../../sizing/peer-returns.ts';

/** A symbol that moves less than this does not take part. */
const LEAST_DEVIATION = 1e-8;

/** Weights of some symbols, from the list of returns of each; undefined where they allow none. */
export type Weigh = (returns: readonly Float64Array[]) => ArrayLike<number> | undefined;

/** How long the returns look back, and after how many bars weights are computed again. */
export interface WeightParams {
  readonly window: number;
  readonly refit: number;
}

/**
 * A step that says which share of the capital the own symbol gets of all followed ones. A symbol that lacks a bar of
 * the window, or does not move, is left out; no value where that is the own one.
 */
export function peerWeightStep(
  { refit, window }: WeightParams,
  weigh: Weigh,
): (step: MarketStep) => number | undefined {
  const returns = new PeerReturns(wholeNumber('a window', window, 2));
  wholeNumber('refit', refit);
  let weight: number | undefined;
  let sinceFit = 0;

  return (step) => {
    if (step.kind !== 'peers') return undefined;
    returns.push(step.peers);
    if (!returns.isFull) return undefined;
    sinceFit += 1;
    if (weight === undefined || sinceFit >= refit) {
      const complete = returns.complete();
      const isOwn = complete[0] !== undefined && isMoving(complete[0]);
      weight = isOwn ? weigh(complete.filter(isMoving))?.[0] : undefined;
      sinceFit = 0;
    }
    return weight;
  };
}

function isMoving(returns: Float64Array): boolean {
  // Squares around a mean are at least half the square of how far any two values lie apart.
  const clearly = 1.01 * LEAST_DEVIATION * Math.sqrt(2 * (returns.length - 1));
  const first = returns[0] as number;
  for (let i = 1; i < returns.length; i += 1)
    if (Math.abs((returns[i] as number) - first) > clearly) return true;
  return sampleDeviation(returns) >= LEAST_DEVIATION;
}
