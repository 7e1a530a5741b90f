import { dotProduct } from '../../../numerics/dot-product.ts';
import { meanLabel, productsOf } from '../../../numerics/labeled-rows.ts';
import { relevanceRegression } from '../../../numerics/relevance-regression.ts';
import { defineFormula } from '../../formula.ts';
import type { FitModel } from '../../refit.ts';
import { scaledMove } from '../protocol/labels.ts';
import { inputsWithBias } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { asStandardScore } from '../protocol/output-map.ts';
import type { Samples } from '../protocol/samples.ts';
import { fitWalkForward, withoutSettings } from '../protocol/walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';

/**
 * Forecast of the move over the next `H` bars in units of how uncertain it is, by a regression that finds out
 * by itself which features matter. Warm with the bar after the first fit.
 */
export const ardBayesianRegression = defineFormula({
  id: 'F66',
  key: 'ard-bayesian-regression',
  title: 'Bayesian regression with automatic relevance determination',
  family: 'learning',
  output: { unit: 'z-score' },
  role: 'direction',
  source:
    "MacKay, D. J. C., 'Bayesian Interpolation', Neural Computation, 1992; Tipping, M. E., 'Sparse Bayesian Learning and the Relevance Vector Machine', JMLR, 2001",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      iters: { unit: '1', meaning: 'iterations' },
    },
    definition: `
      Features X14 with bias, target LABR(H), rule WF(N,k,H). alpha_i=1, beta=1/var(z). Repeat iters
      times: S=(diag(alpha)+beta*X'X)^{-1}; m=beta*S*X'z; g_i=1-alpha_i*S_ii; alpha_i=g_i/(m_i^2+1e-12),
      capped at 10^6; beta=(N-sum g)/|z-Xm|^2. Forecast f=m'x, variance v=1/beta+x'Sx. Value f/sqrt(v).
    `,
    update: "X'X and X'z once per refit O(N*15^2), then O(15^3) an iteration; forecast O(15^2).",
    signal: 'p=Phi(value): signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(-inf,inf)',
  },
  defaults: { N: 2000, k: 250, H: 5, iters: 50 },
  ...learnsDirection,
  readings: {
    ...learnsDirection.readings,
    /** The forecast itself. */
    forecast: { unit: 'LABR units' },
  },
  warmUp: (params) => walkForwardWarmUp(params),
  fit: (job) =>
    fitWalkForward(
      job,
      withoutSettings((samples) => fitRelevance(samples, job.params['iters'] ?? 1), openRelevance),
      asStandardScore,
    ),
  start: (params) =>
    startWalkForward(params, {
      label: scaledMove,
      output: asStandardScore,
      open: openRelevance,
      inputs: inputsWithBias,
      further: (state) => ({ forecast: () => state.model?.forecast() }),
    }),
});

/** Variance of the noise, the weights, and their covariance row by row. */
function fitRelevance(samples: Samples, iterations: number): FitModel | undefined {
  const variance = productsOf(samples, new Float64Array(samples.width), meanLabel(samples)).ofLabels;
  const products = productsOf(samples, new Float64Array(samples.width), 0);
  if (!(variance > 1e-12 * samples.count)) return undefined;
  const noisePrecision = samples.count / variance;
  const fit = relevanceRegression(products, samples.count, { iterations, noisePrecision });
  return fit && [1 / fit.noisePrecision, ...fit.weights, ...fit.covariance.flatMap((row) => [...row])];
}

function openRelevance(model: Float64Array) {
  const { width } = inputsWithBias;
  const weights = model.subarray(1, 1 + width);
  const covariance = model.subarray(1 + width);
  let forecast = 0;
  return {
    forecast: () => forecast,
    predict(x: Readonly<Float64Array>): number {
      let variance = model[0] ?? 1;
      for (let i = 0, at = 0; i < width; i += 1) {
        let sum = 0;
        for (let j = 0; j < width; j += 1, at += 1) sum += (covariance[at] as number) * (x[j] as number);
        variance += (x[i] as number) * sum;
      }
      forecast = dotProduct(weights, x);
      return forecast / Math.sqrt(variance);
    },
  };
}
