import { clip } from '../../../numerics/clip.ts';
import { positive } from '../../../numerics/checked-numbers.ts';
import { normalCdf, normalDensity } from '../../../numerics/normal-distribution.ts';
import { defineFormula } from '../../formula.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { inputsWithBias } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asProbability } from '../protocol/output-map.ts';

const QUIET_BARS = 200;
const FARTHEST = 8;

/**
 * Probability of a rise over the next `H` bars from weights that are believed more or less firmly: every
 * label moves those most that are least certain. Warm 200 bars after the first label.
 */
export const onlineBayesianProbit = defineFormula({
  id: 'F61',
  key: 'online-bayesian-probit',
  title: 'Online Bayesian probit classifier (AdPredictor)',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Graepel, T., Quinonero Candela, J., Borchert, T. and Herbrich, R., 'Web-Scale Bayesian Click-Through Rate Prediction for Sponsored Search Advertising in Microsoft's Bing Search Engine', ICML, 2010",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      H: { unit: 'bars', meaning: 'label horizon' },
      beta: { unit: '1', meaning: 'probit noise' },
      s0: { unit: '1', meaning: 'prior standard deviation of a weight' },
      eps: { unit: '1', meaning: 'pull back to the prior per labelled sample' },
    },
    definition: `
      Features X14 with bias, label LABC(H) in {-1,+1}, rule ONLINE(H). Independent Gaussian weights, mean
      mu_i=0, variance v_i=s0^2. Labelled sample: S2=beta^2+sum x_i^2 v_i, S=sqrt(S2),
      t=clip(y*x'mu/S,-8,8), V=phi(t)/Phi(t), W=V*(V+t); mu_i += y*x_i*v_i/S*V; v_i *= 1-(x_i^2 v_i/S2)*W.
      Then the pull: v'=v*s0^2/((1-eps)*s0^2+eps*v), mu'=v'*(1-eps)*mu/v. Forecast p=Phi(x'mu/S) with S at
      x_t. Value p. Warm-up 61+H+200 bars.
    `,
    update: 'O(15) per bar.',
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: { H: 5, beta: 1, s0: 0.5, eps: 0.001 },
  ...learnsDirection,
  warmUp: ({ H }) => onlineWarmUp(H, QUIET_BARS),
  start: (params) =>
    startOnline(new ProbitWeights(inputsWithBias.width, params), {
      H: params.H,
      label: risenOrFallen,
      output: asProbability,
      quietBars: QUIET_BARS,
      inputs: inputsWithBias,
    }),
});

/** Independent normal beliefs about the weights of a probit model, updated by matching moments. */
export class ProbitWeights {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly #noise: number;
  readonly #prior: number;
  readonly #pull: number;
  /** Uncertainty of the score of the last inputs. */
  #spread = NaN;

  /** `beta` is the noise of the labels, `s0` the standard deviation of the prior, `eps` the pull back to it. */
  constructor(width: number, { beta, eps, s0 }: Readonly<Record<'beta' | 'eps' | 's0', number>>) {
    this.#noise = positive('beta', beta) ** 2;
    this.#prior = positive('s0', s0) ** 2;
    this.#pull = eps;
    this.means = new Float64Array(width);
    this.variances = new Float64Array(width).fill(this.#prior);
  }

  /** The score of the inputs in units of all its uncertainty. */
  #scoreOf(x: Readonly<Float64Array>): number {
    let variance = this.#noise;
    let sum = 0;
    for (let i = 0; i < x.length; i += 1) {
      const each = x[i] as number;
      variance += each * each * (this.variances[i] as number);
      sum += each * (this.means[i] as number);
    }
    this.#spread = Math.sqrt(variance);
    return sum / this.#spread;
  }

  learn(x: Readonly<Float64Array>, label: number): void {
    const surprise = clip(label * this.#scoreOf(x), -FARTHEST, FARTHEST);
    const spread = this.#spread;
    const shift = normalDensity(surprise) / normalCdf(surprise);
    const shrink = (shift * (shift + surprise)) / (spread * spread);
    for (let i = 0; i < x.length; i += 1) {
      const each = x[i] as number;
      const variance = this.variances[i] as number;
      const mean = (this.means[i] as number) + (label * each * variance * shift) / spread;
      this.#settle(i, mean, variance * (1 - each * each * variance * shrink));
    }
  }

  /** Keeps a belief after it was pulled towards the prior, so that old labels fade. */
  #settle(i: number, mean: number, variance: number): void {
    const keep = 1 - this.#pull;
    const pulled = (variance * this.#prior) / (keep * this.#prior + this.#pull * variance);
    this.variances[i] = pulled;
    this.means[i] = (pulled * keep * mean) / variance;
  }

  predict(x: Readonly<Float64Array>): number {
    return normalCdf(this.#scoreOf(x));
  }
}
