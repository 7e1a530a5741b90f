import { linearDiscriminant } from '../../../numerics/linear-discriminant.ts';
import { defineFormula } from '../../formula.ts';
import type { FitModel } from '../../refit.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { asProbability } from '../protocol/output-map.ts';
import type { Samples } from '../protocol/samples.ts';
import { fitWalkForward, withoutSettings } from '../protocol/walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';
import { openLinear } from './linear-forecast.ts';

const LEAST_OF_A_CLASS = 30;

/**
 * Probability of a rise over the next `H` bars from where the features lie between their means before rises
 * and before falls. Warm with the bar after the first fit that finds 30 of either.
 */
export const fisherLdaShrinkage = defineFormula({
  id: 'F69',
  key: 'fisher-lda-shrinkage',
  title: 'Linear discriminant with shrunk covariance',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Fisher, R. A., 'The Use of Multiple Measurements in Taxonomic Problems', Annals of Eugenics, 1936; shrinkage: Friedman, J. H., 'Regularized Discriminant Analysis', JASA, 1989",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      g: { unit: '1', meaning: 'shrinkage to the scaled identity' },
    },
    definition: `
      Features X14, label LABC(H) in {0,1}, rule WF(N,k,H). Class means m_0,m_1; pooled S=(1/N)*sum over
      both classes (x-m_c)(x-m_c)'; S_g=(1-g)*S+g*(tr S/14)*I. w=S_g^{-1}(m_1-m_0). Log-odds
      L=w'(x-(m_0+m_1)/2)+ln(N_1/N_0). p=1/(1+exp(-L)). A class with fewer than 30 samples: null. Value p.
    `,
    update: 'Refit O(N*14^2+14^3) every k bars; forecast O(14).',
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: { N: 1500, k: 100, H: 5, g: 0.2 },
  ...learnsDirection,
  warmUp: (params) => walkForwardWarmUp(params),
  fit: (job) =>
    fitWalkForward(
      job,
      withoutSettings((samples) => fitDiscriminant(samples, job.params['g'] ?? 0), openOdds),
      asProbability,
    ),
  start: (params) =>
    startWalkForward(params, { label: risenOrFallen, output: asProbability, open: openOdds }),
});

function fitDiscriminant(samples: Samples, shrinkage: number): FitModel | undefined {
  const risen = samples.labels.reduce((count, label) => count + (label > 0 ? 1 : 0), 0);
  if (Math.min(risen, samples.count - risen) < LEAST_OF_A_CLASS) return undefined;
  const odds = linearDiscriminant(samples, shrinkage);
  return odds && [odds.constant, ...odds.weights];
}

function openOdds(model: Float64Array) {
  const { predict } = openLinear(model);
  return { predict: (x: Readonly<Float64Array>) => 1 / (1 + Math.exp(-predict(x))) };
}
