import { columnMeans, meanLabel } from '../../../numerics/labeled-rows.ts';
import { partialLeastSquares as leastSquaresByParts } from '../../../numerics/partial-least-squares.ts';
import { defineFormula } from '../../formula.ts';
import type { FitJob, FitModel } from '../../refit.ts';
import { scaledMove } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { asForecast } from '../protocol/output-map.ts';
import type { Samples, Split } from '../protocol/samples.ts';
import { fitWalkForward, type Trial } from '../protocol/walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';
import { centeredModel, meanSquaredError, openLinear } from './linear-forecast.ts';

/**
 * Forecast of the move over the next `H` bars in units of its usual size, from the few mixtures of features
 * that vary most with what follows. Warm with the bar after the first fit.
 */
export const partialLeastSquares = defineFormula({
  id: 'F71',
  key: 'partial-least-squares',
  title: 'Partial least squares forecast',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source:
    "Wold, H., 'Soft modelling by latent variables: the nonlinear iterative partial least squares (NIPALS) approach', 1975; return prediction: Kelly, B. and Pruitt, S., 'Market Expectations in the Cross-Section of Present Values', Journal of Finance, 2013",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      mmax: { unit: 'components', meaning: 'most components' },
    },
    definition: `
      Features X14 (centred by the training mean), target LABR(H) centred, rule WF(N,k,H). PLS1 with
      deflation: for m=1..mmax: w=X'y/|X'y|, t=Xw, p=X't/(t't), q=y't/(t't), X <- X-t p', y <- y-q t.
      Coefficients B=W(P'W)^{-1}q for the first m components; m with the smallest validation squared error
      (fewest on ties; m=0 = mean only). Forecast f=mean z+(x-mean x)'B. Value f. |X'y|<1e-12 stops.
    `,
    update: 'Refit O(N*14*mmax) every k bars; forecast O(14).',
    signal: 'signal = tanh(f); confidence = SKILL*min(1,|f|).',
    range: '(-inf,inf)',
  },
  defaults: { N: 2000, k: 250, H: 5, mmax: 4 },
  ...learnsDirection,
  warmUp: (params) => walkForwardWarmUp(params),
  fit: fitComponents,
  start: (params) => startWalkForward(params, { label: scaledMove, output: asForecast, open: openLinear }),
});

function fitComponents(job: FitJob): FitModel | undefined {
  return fitWalkForward(
    job,
    {
      trial: (split) => chooseComponents(split, job.params['mmax'] ?? 0),
      fit: (samples, components) => modelsUpTo(samples, components).at(-1),
      open: openLinear,
    },
    asForecast,
  );
}

/** Models with 0, 1, 2, ... components, as far as there are any. */
function modelsUpTo(samples: Samples, most: number): FitModel[] {
  const means = columnMeans(samples);
  const labelMean = meanLabel(samples);
  const centered = {
    ...samples,
    inputs: samples.inputs.map((each, at) => each - (means[at % samples.width] as number)),
    labels: samples.labels.map((each) => each - labelMean),
  };
  return [new Float64Array(samples.width), ...leastSquaresByParts(centered, most)].map((weights) =>
    centeredModel(weights, means, labelMean),
  );
}

/** The number of components that forecasts best, the smaller where two are as good. */
function chooseComponents({ training, validation }: Split, most: number): Trial<number> | undefined {
  if (training.count === 0) return undefined;
  let best: (Trial<number> & { readonly error: number }) | undefined;
  modelsUpTo(training, most).forEach((model, components) => {
    const error = meanSquaredError(openLinear(Float64Array.from(model)).predict, validation);
    if (best === undefined || error < best.error) best = { setting: components, model, error };
  });
  return best;
}
