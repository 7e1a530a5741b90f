import { SampleCovariance } from '../../../numerics/sample-covariance.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { SIZE, withReadings } from '../../readings.ts';
import { peerWeightStep } from './peer-weights.ts';

const TOLERANCE = 1e-12;
const SWEEPS = 1000;
/** Diversification below which all positions together are one bet. */
const ONE_BET = 1.2;
const ONE_BET_FACTOR = 0.8;

/**
 * Share of capital of the own symbol in the portfolio of the followed ones whose volatility is smallest against those
 * of its parts. From 0 to 1, 1 alone. No value where the symbol does not move. Warm after `window` returns;
 * computed again every `refit` bars.
 */
export const mostDiversifiedPortfolio = defineFormula({
  id: 'F394',
  key: 'most-diversified-portfolio',
  title: 'Most diversified portfolio',
  family: 'multiscale',
  output: { unit: 'weight; ratio', min: 0, max: 1 },
  role: 'size',
  source:
    "Choueifaty, Y. & Coignard, Y., 'Toward Maximum Diversification', Journal of Portfolio Management 35(1), 2008",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'covariance sample' },
      refit: { unit: 'bars', meaning: 'recompute' },
    },
    definition: `
      Maximise the diversification ratio DR(w) = (w.sigma)/sqrt(w'Sw) over w >= 0. Equivalent: minimise
      x'Cx/2 - sum x over x >= 0 (C correlation matrix) by coordinate descent from x = 1: x_k = max(0, 1 -
      sum_{j != k} C_kj x_j) until the change < 1e-12; w_k prop. x_k/sigma_k, sum 1.
    `,
    update: 'Batch O(n^2*sweeps) every refit bars.',
    signal: 'size: capital shares; DR < 1.2 -> portfolio treated as a single bet (total size x0.8).',
    range: '[0,1]; [1,sqrt n]',
  },
  defaults: { window: 250, refit: 24 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...SIZE,
    /** Mean volatility of the parts over that of the whole: 1 where all is one bet, at most the root of their number. */
    diversification: { unit: 'ratio', min: 0 },
    /** What all positions together are multiplied by. */
    exposureFactor: { unit: '1', min: ONE_BET_FACTOR, max: 1, neutral: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start(params) {
    const covariances = new SampleCovariance();
    let ratio = 1;
    let weight: number | undefined;
    const step = peerWeightStep(params, (returns) => {
      const covariance = covariances.of(returns);
      const weights = diversifiedWeights(covariance);
      ratio = diversificationRatio(covariance, weights);
      return weights;
    });
    return withReadings((input: MarketStep) => (weight = step(input)), {
      scale: () => weight,
      diversification: () => ratio,
      exposureFactor: () => (ratio < ONE_BET ? ONE_BET_FACTOR : 1),
    });
  },
});

/**
 * Weights not below 0 with a sum of 1 whose portfolio has the largest diversification ratio, by cyclical coordinate
 * descent on the correlations.
 *
 * Source: Choueifaty & Coignard (2008), Toward Maximum Diversification, J. Portfolio Management 35(1).
 */
export function diversifiedWeights(covariance: readonly ArrayLike<number>[]): Float64Array {
  const scales = covariance.map((row, i) => Math.sqrt(row[i] as number));
  const correlations = covariance.map((row, i) =>
    Float64Array.from(row, (each, j) => each / ((scales[i] as number) * (scales[j] as number))),
  );
  const x = new Float64Array(covariance.length).fill(1);
  for (let sweep = 0, change = 1; sweep < SWEEPS && change >= TOLERANCE; sweep += 1) {
    change = 0;
    for (let k = 0; k < x.length; k += 1) {
      const row = correlations[k] as Float64Array;
      const before = x[k] as number;
      let next = 1 + before;
      for (let j = 0; j < x.length; j += 1) next -= (row[j] as number) * (x[j] as number);
      x[k] = next < 0 ? 0 : next;
      const moved = Math.abs((x[k] as number) - before);
      if (moved > change) change = moved;
    }
  }
  const weights = x.map((each, k) => each / (scales[k] as number));
  const sum = weights.reduce((total, each) => total + each, 0);
  return weights.map((each) => each / sum);
}

/** Weighted mean of the volatilities over the volatility of the portfolio. */
export function diversificationRatio(
  covariance: readonly ArrayLike<number>[],
  weights: ArrayLike<number>,
): number {
  let parts = 0;
  let variance = 0;
  covariance.forEach((row, i) => {
    const weight = weights[i] as number;
    parts += weight * Math.sqrt(row[i] as number);
    for (let j = 0; j < row.length; j += 1) variance += weight * (weights[j] as number) * (row[j] as number);
  });
  return parts / Math.sqrt(variance);
}
