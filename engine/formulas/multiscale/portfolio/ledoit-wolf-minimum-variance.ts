import { choleskyFactor, choleskySolve } from '../../../numerics/cholesky.ts';
import { LedoitWolf } from '../../../numerics/ledoit-wolf.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { SIZE, withReadings } from '../../readings.ts';
import { peerWeightStep } from './peer-weights.ts';

/**
 * Share of capital of the own symbol in the portfolio of the followed ones with the least variance, from covariances
 * shrunk towards equal ones; never below 0 nor above `max_w`. No value where the symbol does not move. Warm
 * after `window` returns; computed again every `refit` bars.
 */
export const ledoitWolfMinimumVariance = defineFormula({
  id: 'F395',
  key: 'ledoit-wolf-minimum-variance',
  title: 'Minimum-variance weights with Ledoit-Wolf shrinkage',
  family: 'multiscale',
  output: { unit: 'weight', min: 0, max: 1 },
  role: 'size',
  source:
    "Ledoit, O. & Wolf, M., 'A well-conditioned estimator for large-dimensional covariance matrices', Journal of Multivariate Analysis 88(2), 2004",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'recompute' },
      max_w: { unit: 'fraction', meaning: 'cap; negative weights cut to 0 and rescaled' },
    },
    definition: `
      Demeaned T x n returns X; S = X'X/T; m = trace(S)/n; d2 = |S - m I|_F^2/n; b2 = min(d2, (1/T^2)
      sum_t |x_t x_t' - S|_F^2/n); shrinkage k = b2/d2 (d2 = 0 -> 1); R = k*m*I + (1-k)*S. Minimum
      variance w = R^{-1}1/(1'R^{-1}1); then cap/cut and rescale.
    `,
    update: 'Batch O(T n^2 + n^3) every refit bars.',
    signal: 'size: capital shares.',
    range: '[0,max_w]',
  },
  defaults: { window: 120, refit: 24, max_w: 0.5 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...SIZE,
    /** How far the covariances were drawn towards equal ones. */
    shrinkage: { unit: '1', min: 0, max: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ max_w: most, refit, window }) {
    if (!(most > 0 && most <= 1)) throw new RangeError(`max_w must be above 0 and at most 1, was ${most}`);
    const covariances = new LedoitWolf();
    let shrinkage = 0;
    let weight: number | undefined;
    const step = peerWeightStep({ refit, window }, (returns) => {
      const shrunk = covariances.of(returns);
      ({ shrinkage } = shrunk);
      const weights = minimumVarianceWeights(shrunk.matrix);
      return weights && cappedWeights(weights, most);
    });
    return withReadings((input: MarketStep) => (weight = step(input)), {
      scale: () => weight,
      shrinkage: () => shrinkage,
    });
  },
});

/** Weights with a sum of 1 of the least variance; undefined where the covariances are singular. */
export function minimumVarianceWeights(covariance: readonly ArrayLike<number>[]): Float64Array | undefined {
  const factor = choleskyFactor(covariance);
  if (factor === undefined) return undefined;
  const solved = choleskySolve(factor, new Float64Array(covariance.length).fill(1));
  const sum = solved.reduce((total, each) => total + each, 0);
  return solved.map((each) => each / sum);
}

/**
 * Weights below 0 become 0, those above `most` become `most`, and what that leaves over goes to the others in
 * proportion until none is above. Their sum is 1, or as near as `most` allows.
 */
export function cappedWeights(weights: ArrayLike<number>, most: number): Float64Array {
  const capped = Float64Array.from(weights, (each) => Math.max(0, each));
  const isCapped = new Uint8Array(capped.length);
  for (let round = 0; round < capped.length; round += 1) {
    let room = 1;
    let free = 0;
    for (let i = 0; i < capped.length; i += 1) {
      if (isCapped[i] === 1) room -= most;
      else free += capped[i] as number;
    }
    if (!(free > 0)) break;
    let overflows = false;
    for (let i = 0; i < capped.length; i += 1) {
      if (isCapped[i] === 1) continue;
      const scaled = ((capped[i] as number) * room) / free;
      isCapped[i] = scaled > most ? 1 : 0;
      overflows ||= scaled > most;
      capped[i] = Math.min(most, scaled);
    }
    if (!overflows) break;
  }
  return capped;
}
