import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { groupAt } from '../../edge/vote/started-vote.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { OpinionRounds, signalsOf } from '../../opinion-rounds.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import type { Opinions } from '../../step-contents.ts';
import { lossesOf } from './hedge-exponential-weights.ts';

/** What is said at a close is judged by the next one. */
const HORIZON = 1;

/**
 * Mean signal of the direction formulas, weighted by what each has lost lately: every formula keeps a small
 * share, so that one that works again is heard again soon. `group` as in the vote. Each bar is followed by
 * the opinions at its close; warm when `min_rounds` outcomes are known.
 */
export const fixedShareTracking = defineFormula({
  id: 'F224',
  key: 'fixed-share-tracking',
  title: 'Fixed-Share: tracking the best expert',
  family: 'learning',
  output: { unit: 'signal', min: -1, max: 1 },
  role: 'direction',
  source: "Herbster, M. & Warmuth, M. K., 'Tracking the Best Expert', Machine Learning 32, 1998",
  catalogue: {
    inputs: ['external', 'bars'],
    params: {
      eta: { unit: '1', meaning: 'learning rate' },
      alpha: { unit: 'per round', meaning: 'switch probability' },
      min_rounds: { unit: 'rounds', meaning: 'warm-up' },
    },
    definition: `
      Same experts and losses as Hedge. Start w_i = 1/N. Each round: v_i = w_i*exp(-eta*l_i)/sum_j w_j
      exp(-eta*l_j); w_i <- (1-alpha)*v_i + alpha/N. Value = sum_i w_i s_i. Weights never fall below
      alpha/N, so a formula that starts working again recovers in about ln(N/alpha)/eta rounds.
    `,
    update: 'O(N) per bar.',
    signal: `
      signal = value; confidence = |value| * (1 - H(w)/ln N) with H the entropy of w; abstain before
      min_rounds.
    `,
    range: '[-1,1]',
  },
  defaults: { eta: 0.5, alpha: 0.01, min_rounds: 50, group: 1 },
  input: 'step',
  reads: ['bar', 'opinions'],
  readings: {
    ...DIRECTION,
    /** Largest weight of one formula. */
    largestWeight: { unit: 'weight', min: 0, max: 1 },
  },
  warmUp: ({ min_rounds: least }) => 2 * (HORIZON + least),

  start({ alpha, eta, group, min_rounds: least }) {
    groupAt(group);
    positive('eta', eta);
    wholeNumber('min_rounds', least);
    if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, was ${alpha}`);
    const rounds = new OpinionRounds(HORIZON);
    let weights = new Float64Array();
    let count = 0;
    let value = 0;

    const take = (opinions: Opinions): void => {
      const said = signalsOf(opinions);
      if (said.length !== weights.length) {
        weights = new Float64Array(said.length).fill(1 / said.length);
        count = 0;
      }
      const past = rounds.next(said);
      if (past !== undefined) {
        weights = sharedWeights(weights, lossesOf(past.said, past.move), { eta, alpha });
        count += 1;
      }
      value = Math.max(-1, Math.min(1, dotProduct(weights, said)));
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') rounds.push(step.bar.close);
        if (step.kind === 'opinions') take(step.opinions);
        return count < least ? undefined : value;
      },
      {
        signal: () => value,
        confidence: () => Math.abs(value) * concentration(weights),
        largestWeight: () => Math.min(1, Math.max(...weights)),
      },
    );
  },
});

/** Weights after a round: losers lose weight, then a share `alpha` of all of it is dealt out evenly. */
export function sharedWeights(
  weights: Readonly<Float64Array>,
  losses: Readonly<Float64Array>,
  { alpha, eta }: { readonly alpha: number; readonly eta: number },
): Float64Array<ArrayBuffer> {
  const shared = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < shared.length; i += 1) {
    const raw = (weights[i] as number) * Math.exp(-eta * (losses[i] as number));
    shared[i] = raw;
    sum += raw;
  }
  const even = alpha / shared.length;
  for (let i = 0; i < shared.length; i += 1) shared[i] = ((1 - alpha) * (shared[i] as number)) / sum + even;
  return shared;
}

/** How far weights are from being equal: 0 equal, 1 all on one; a single weight is as concentrated as can be. */
export function concentration(weights: Readonly<Float64Array>): number {
  if (weights.length < 2) return 1;
  let entropy = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] as number;
    if (weight > 0) entropy -= weight * Math.log(weight);
  }
  return Math.max(0, Math.min(1, 1 - entropy / Math.log(weights.length)));
}
