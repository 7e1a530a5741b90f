import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { RecursiveLeastSquares } from '../../../numerics/recursive-least-squares.ts';
import { defineFormula } from '../../formula.ts';
import { FeatureLines } from '../protocol/feature-lines.ts';
import { scaledMove } from '../protocol/labels.ts';
import type { LearnerInputs } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT } from '../protocol/market-features.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asForecast } from '../protocol/output-map.ts';

const QUIET_BARS = 500;
const PRIOR = 1;

/**
 * Forecast of the move over the next `H` bars in units of its usual size, by a linear model of many random
 * waves of the features: together they can follow any smooth relation. Warm 500 bars after the first label.
 */
export const randomFourierFeatureRidge = defineFormula({
  id: 'F85',
  key: 'random-fourier-feature-ridge',
  title: 'Random Fourier feature regression',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source: "Rahimi, A. and Recht, B., 'Random Features for Large-Scale Kernel Machines', NIPS, 2007",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      D: { unit: 'features', meaning: 'random features' },
      gamma: { unit: '1', meaning: 'kernel width in feature units' },
      lam: { unit: '1', meaning: 'forgetting' },
      H: { unit: 'bars', meaning: 'label horizon' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      Once: w_dj = normal/(gamma*sqrt(14)) for d=1..D, j=1..14 (row by row), then b_d=2*pi*u.
      phi_d(x)=sqrt(2/D)*cos(w_d'x+b_d), x=X14. Target LABR(H), rule ONLINE(H), recursive least squares on
      phi with forgetting lam, P0=I (formulas of 53). f=theta'phi(x_t). Value f. Warm-up 61+H+500 bars.
    `,
    update: 'O(D*14+D^2)=18 000 multiply-adds per bar.',
    signal: 'signal = tanh(f); confidence = SKILL*min(1,|f|).',
    range: '(-inf,inf)',
  },
  defaults: { D: 128, gamma: 2, lam: 0.999, H: 5, seed: 42 },
  ...learnsDirection,
  warmUp: ({ H }) => onlineWarmUp(H, QUIET_BARS),

  start({ D, gamma, lam, H, seed }) {
    const regression = new RecursiveLeastSquares(D, lam, PRIOR);
    return startOnline(regression, {
      H,
      label: scaledMove,
      output: asForecast,
      quietBars: QUIET_BARS,
      inputs: randomWaves(D, gamma, seed),
    });
  },
});

/** Waves of the features whose products stand for a Gaussian kernel of width `gamma` in many dimensions. */
function randomWaves(count: number, gamma: number, seed: number): LearnerInputs {
  const random = new Mulberry32(seed);
  const width = positive('gamma', gamma) * Math.sqrt(FEATURE_COUNT);
  const directions = Float64Array.from(
    { length: wholeNumber('D', count) * FEATURE_COUNT },
    () => random.normal() / width,
  );
  const phases = Float64Array.from({ length: count }, () => 2 * Math.PI * random.uniform());
  const angles = new FeatureLines(directions, phases);
  return {
    width: count,
    write: (features, target) => writeWaves(angles.cosinesAt(features), target),
  };
}

/** Writes cosines, as high as the root of two by the number of waves. */
export function writeWaves(cosines: Readonly<Float64Array>, target: Float64Array): void {
  const { length } = target;
  const height = Math.sqrt(2 / length);
  for (let d = 0; d < length; d += 1) target[d] = height * (cosines[d] as number);
}
