import { dotProduct } from '../../../numerics/dot-product.ts';
import { defineFormula } from '../../formula.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { inputsWithBias } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { scaledForecast } from '../protocol/output-map.ts';
import { MarginScale } from './margin-scale.ts';

const QUIET_BARS = 200;
const LONGEST = 50;

/**
 * Margin of a perceptron whose weights are averaged over time, in units of its usual size: above zero a rise
 * over the next `H` bars. Warm 200 bars after the first label.
 */
export const averagedPerceptron = defineFormula({
  id: 'F62',
  key: 'averaged-perceptron',
  title: 'Averaged perceptron',
  family: 'learning',
  output: { unit: 'scaled margin' },
  role: 'direction',
  source:
    "Freund, Y. and Schapire, R. E., 'Large Margin Classification Using the Perceptron Algorithm', Machine Learning, 1999",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      H: { unit: 'bars', meaning: 'label horizon' },
      a: { unit: '1', meaning: 'decay of the running average of the weights' },
    },
    definition: `
      Features X14 with bias, label LABC(H) in {-1,+1}, rule ONLINE(H), w=wbar=0. Labelled sample: if
      y*w'x<=0 then w <- w+y*x; always wbar <- a*wbar+(1-a)*w. |w| is cut back to 50 by scaling when it
      grows beyond. Value s=wbar'x/max(1e-9,q), q = 0.99-EWMA of |wbar'x| (start 1). Warm-up 61+H+200
      bars.
    `,
    update: 'O(15) per bar.',
    signal: 'signal = tanh(s/2); confidence = SKILL*min(1,|s|/2).',
    range: '(-inf,inf)',
  },
  defaults: { H: 5, a: 0.999 },
  ...learnsDirection,
  warmUp: ({ H }) => onlineWarmUp(H, QUIET_BARS),

  start({ H, a }) {
    const weights = new PerceptronWeights(inputsWithBias.width, a);
    const scale = new MarginScale(1);
    const learner = {
      learn: (x: Readonly<Float64Array>, label: number) => weights.learn(x, label),
      predict: (x: Readonly<Float64Array>) => scale.scaled(dotProduct(weights.average, x)),
    };
    return startOnline(learner, {
      H,
      label: risenOrFallen,
      output: scaledForecast(0.5),
      quietBars: QUIET_BARS,
      inputs: inputsWithBias,
    });
  },
});

/** Weights that move by the inputs of every mistake, and their average with memory `a`. */
export class PerceptronWeights {
  readonly weights: Float64Array;
  readonly average: Float64Array;
  readonly #memory: number;

  constructor(width: number, a: number) {
    this.weights = new Float64Array(width);
    this.average = new Float64Array(width);
    this.#memory = a;
  }

  learn(x: Readonly<Float64Array>, label: number): void {
    const { average, weights } = this;
    if (label * dotProduct(weights, x) <= 0) this.#correct(x, label);
    for (let i = 0; i < weights.length; i += 1) {
      average[i] = this.#memory * (average[i] as number) + (1 - this.#memory) * (weights[i] as number);
    }
  }

  #correct(x: Readonly<Float64Array>, label: number): void {
    const { weights } = this;
    for (let i = 0; i < weights.length; i += 1)
      weights[i] = (weights[i] as number) + label * (x[i] as number);
    const length = Math.sqrt(dotProduct(weights, weights));
    if (length <= LONGEST) return;
    for (let i = 0; i < weights.length; i += 1) weights[i] = ((weights[i] as number) * LONGEST) / length;
  }
}
