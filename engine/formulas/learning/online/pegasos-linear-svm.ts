import { positive } from '../../../numerics/checked-numbers.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { defineFormula } from '../../formula.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { inputsWithBias } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { scaledForecast } from '../protocol/output-map.ts';
import { MarginScale } from './margin-scale.ts';

const QUIET_BARS = 200;

/**
 * Margin of a linear support vector machine that learns with ever smaller steps, in units of its usual size:
 * above zero a rise over the next `H` bars. Warm 200 bars after the first label.
 */
export const pegasosLinearSvm = defineFormula({
  id: 'F64',
  key: 'pegasos-linear-svm',
  title: 'Pegasos linear support vector machine',
  family: 'learning',
  output: { unit: 'scaled margin' },
  role: 'direction',
  source:
    "Shalev-Shwartz, S., Singer, Y. and Srebro, N., 'Pegasos: Primal Estimated sub-GrAdient SOlver for SVM', ICML, 2007",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      H: { unit: 'bars', meaning: 'label horizon' },
      lam: { unit: '1', meaning: 'regularisation' },
      t0: { unit: '1', meaning: 'start of the step counter' },
    },
    definition: `
      Features X14 with bias, label LABC(H) in {-1,+1}, rule ONLINE(H), w=0, counter t starts at t0 and
      rises by one per labelled sample (t0=1 is the original; a later start keeps the first steps small).
      eta=1/(lam*t); m=y*w'x; w <- (1-eta*lam)*w; if m<1: w <- w+eta*y*x; then w <- min(1,
      1/(sqrt(lam)*|w|))*w. Value s=w'x/max(1e-9,running 0.99-EWMA of |w'x|). Warm-up 61+H+200 bars.
    `,
    update: 'O(15) per bar.',
    signal: 'signal = tanh(s/2); confidence = SKILL*min(1,|s|/2).',
    range: '(-inf,inf)',
  },
  defaults: { H: 5, lam: 0.01, t0: 100 },
  ...learnsDirection,
  warmUp: ({ H }) => onlineWarmUp(H, QUIET_BARS),

  start({ H, lam, t0 }) {
    const machine = new PegasosWeights(inputsWithBias.width, lam, t0);
    const scale = new MarginScale();
    const learner = {
      learn: (x: Readonly<Float64Array>, label: number) => machine.learn(x, label),
      predict: (x: Readonly<Float64Array>) => scale.scaled(dotProduct(machine.weights, x)),
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

/** Weights of a support vector machine, kept inside the ball that holds the best. */
export class PegasosWeights {
  readonly weights: Float64Array;
  readonly #ridge: number;
  #samples: number;

  /** `lam` is the strength of the ridge, `t0` the number the first sample counts as. */
  constructor(width: number, lam: number, t0: number) {
    this.weights = new Float64Array(width);
    this.#ridge = positive('lam', lam);
    this.#samples = positive('t0', t0);
  }

  learn(x: Readonly<Float64Array>, label: number): void {
    const { weights } = this;
    const step = 1 / (this.#ridge * this.#samples);
    const push = label * dotProduct(weights, x) < 1 ? step * label : 0;
    const keep = 1 - step * this.#ridge;
    for (let i = 0; i < weights.length; i += 1) {
      weights[i] = keep * (weights[i] as number) + push * (x[i] as number);
    }
    const length = Math.sqrt(dotProduct(weights, weights));
    const inside = Math.min(1, 1 / (Math.sqrt(this.#ridge) * length));
    for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] as number) * inside;
    this.#samples += 1;
  }
}
