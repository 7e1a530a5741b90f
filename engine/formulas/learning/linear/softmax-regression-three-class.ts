import { softmaxProbabilities, softmaxRegression } from '../../../numerics/softmax-regression.ts';
import { defineFormula } from '../../formula.ts';
import type { FitModel } from '../../refit.ts';
import { risenFallenOrFlat } from '../protocol/labels.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import type { OutputMap } from '../protocol/output-map.ts';
import type { Samples } from '../protocol/samples.ts';
import { fitWalkForward, withoutSettings } from '../protocol/walk-forward-fit.ts';
import { startWalkForward, walkForwardWarmUp } from '../protocol/walk-forward-run.ts';

const CLASSES = 3;

/** The value itself. `(1 - p_1) |D| / (p_0 + p_2)` of the definition is `|D|`, as the three make 1. */
const asDifference: OutputMap = { signal: (value) => value, strength: Math.abs };

/**
 * Probability of a rise less that of a fall over the next `H` bars, where staying about the same is possible
 * too. Warm with the bar after the first fit.
 */
export const softmaxRegressionThreeClass = defineFormula({
  id: 'F75',
  key: 'softmax-regression-three-class',
  title: 'Three-class softmax regression',
  family: 'learning',
  output: { unit: 'probability difference', min: -1, max: 1 },
  role: 'direction',
  source: "McFadden, D., 'Conditional logit analysis of qualitative choice behavior', 1974",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      N: { unit: 'samples', meaning: 'training window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      H: { unit: 'bars', meaning: 'label horizon' },
      l2: { unit: '1', meaning: 'ridge' },
    },
    definition: `
      Features X14 and bias. Classes 0,1,2 = down, flat, up: m=ln(c_{t+H}/c_t) below -0.25 sig_t sqrt(H),
      within, above (here the flat samples are kept). Minimise sum of -ln p_class + (l2/2)*sum of squared
      weights (biases free), p=softmax(Wx+b); strictly convex up to the common bias shift, solved by any
      method to gradient norm < 1e-6*N. Rule WF(N,k,H). Value D=p_2-p_0.
    `,
    update: 'Refit by L-BFGS (memory 10) about 60 passes of N*45 = 5*10^6 multiply-adds; forecast O(45).',
    signal: 'signal = D; confidence = SKILL*(1-p_1)*|D|/(p_0+p_2).',
    range: '(-1,1)',
  },
  defaults: { N: 2000, k: 250, H: 5, l2: 10 },
  ...learnsDirection,
  readings: {
    ...learnsDirection.readings,
    /** Probability that it stays about the same. */
    probabilityFlat: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: (params) => walkForwardWarmUp(params),
  fit: (job) =>
    fitWalkForward(
      job,
      withoutSettings((samples) => fitSoftmax(samples, job.params['l2'] ?? 0), openSoftmax),
      asDifference,
    ),
  start: (params) =>
    startWalkForward(params, {
      label: risenFallenOrFlat,
      output: asDifference,
      open: openSoftmax,
      further: (state) => ({ probabilityFlat: () => state.model?.probabilityFlat() }),
    }),
});

/** One row of weights with its constant for falls, for neither, and for rises. */
function fitSoftmax(samples: Samples, ridge: number): FitModel | undefined {
  const weights = softmaxRegression(
    { ...samples, labels: samples.labels.map((label) => label + 1) },
    CLASSES,
    ridge,
  );
  return weights && [...weights];
}

function openSoftmax(model: Float64Array) {
  const probabilities = new Float64Array(CLASSES);
  return {
    predict(x: Readonly<Float64Array>): number {
      softmaxProbabilities(model, x, probabilities);
      return (probabilities[2] as number) - (probabilities[0] as number);
    },
    probabilityFlat: () => probabilities[1],
  };
}
