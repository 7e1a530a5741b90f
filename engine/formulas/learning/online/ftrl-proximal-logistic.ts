import { notNegative, positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { SHORT_SPAN, ShortFeatures } from './short-features.ts';

const LARGEST_SCORE = 35;

/**
 * Probability that the next bar rises, by a logistic regression that sets weights to zero which say little.
 * A value after six bars; believed from `warmup` bars on. A bar that neither rose nor fell teaches nothing.
 */
export const ftrlProximalLogistic = defineFormula({
  id: 'F229',
  key: 'ftrl-proximal-logistic',
  title: 'FTRL-Proximal online logistic regression',
  family: 'learning',
  output: { unit: 'probability of an up bar', min: 0, max: 1 },
  role: 'direction',
  source: "McMahan et al., 'Ad Click Prediction: a View from the Trenches', KDD 2013",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      alpha: { unit: '1', meaning: 'learning rate' },
      beta: { unit: '1', meaning: 'smoothing' },
      l1: { unit: '1', meaning: 'L1' },
      l2: { unit: '1', meaning: 'L2' },
      warmup: { unit: 'bars', meaning: 'before use' },
    },
    definition: `
      Features: z-scores (EWMA mean/std, decay 0.97, clipped to [-4,4]) of: r_t, r over 5 bars, volume,
      high-low range, top-of-book imbalance (0 when no book), plus constant 1. Label y = 1 if r_{t+1} > 0
      else 0 (skip r = 0). Per coordinate: w_k = 0 if |z_k| <= l1 else -(z_k -
      sign(z_k)*l1)/((beta+sqrt(n_k))/alpha + l2); p = 1/(1+exp(-w.x)), w.x clipped to [-35,35]; g =
      (p-y)*x; sigma_k = (sqrt(n_k+g_k^2)-sqrt(n_k))/alpha; z_k += g_k - sigma_k*w_k; n_k += g_k^2. Start
      z = n = 0. Value = p for the current bar.
    `,
    update: 'O(number of features).',
    signal: 'signal = 2p-1; confidence = |2p-1| after warmup, else 0.',
    range: '(0,1)',
  },
  defaults: { alpha: 0.05, beta: 1, l1: 0.01, l2: 1, warmup: 200 },
  input: 'step',
  reads: ['bar', 'book'],
  levels: () => 1,
  keepsOverGaps: true,
  readings: DIRECTION,
  warmUp: () => SHORT_SPAN + 1,

  start({ alpha, beta, l1, l2, warmup }) {
    const features = new ShortFeatures();
    const weights = new ProximalWeights(features.values.length, { alpha, beta, l1, l2 });
    let barsLeft = wholeNumber('warmup', warmup, 0);
    let value: number | undefined;

    const closeBar = (step: Extract<MarketStep, { kind: 'bar' }>): number | undefined => {
      if (barsLeft > 0) barsLeft -= 1;
      const move = features.moveTo(step.bar.close);
      if (value !== undefined && move !== 0) weights.learn(features.values, move > 0 ? 1 : 0);
      features.pushBar(step.bar);
      return features.isWarm ? weights.probability(features.values) : undefined;
    };
    return withReadings(
      (step) => {
        if (step.kind === 'book') features.pushBook(step.book);
        if (step.kind === 'bar') value = closeBar(step);
        return value;
      },
      {
        signal: () => 2 * (value ?? 0.5) - 1,
        confidence: () => (barsLeft > 0 ? 0 : Math.abs(2 * (value ?? 0.5) - 1)),
      },
    );
  },
});

/** Logistic regression that follows the regularized leader, one rate for each coordinate (FTRL-Proximal). */
export class ProximalWeights {
  readonly #settings: Readonly<Record<'alpha' | 'beta' | 'l1' | 'l2', number>>;
  readonly #leads: Float64Array;
  readonly #squares: Float64Array;
  readonly #weights: Float64Array;

  /** @throws {RangeError} when `alpha` is not above zero or another setting is below. */
  constructor(size: number, settings: Readonly<Record<'alpha' | 'beta' | 'l1' | 'l2', number>>) {
    positive('alpha', settings.alpha);
    notNegative('beta', settings.beta);
    notNegative('l1', settings.l1);
    notNegative('l2', settings.l2);
    this.#settings = settings;
    this.#leads = new Float64Array(size);
    this.#squares = new Float64Array(size);
    this.#weights = new Float64Array(size);
  }

  /** As of the last sample. */
  get weights(): Readonly<Float64Array> {
    return this.#weights;
  }

  /** Probability that the label of these inputs is 1. */
  probability(x: Readonly<Float64Array>): number {
    const score = clip(dotProduct(this.#weights, x), -LARGEST_SCORE, LARGEST_SCORE);
    return 1 / (1 + Math.exp(-score));
  }

  /** Takes in inputs with their label, 1 or 0. */
  learn(x: Readonly<Float64Array>, label: number): void {
    const { alpha } = this.#settings;
    const error = this.probability(x) - label;
    for (let k = 0; k < x.length; k += 1) {
      const gradient = error * (x[k] as number);
      const before = this.#squares[k] as number;
      const after = before + gradient * gradient;
      const rate = (Math.sqrt(after) - Math.sqrt(before)) / alpha;
      this.#leads[k] = (this.#leads[k] as number) + gradient - rate * (this.#weights[k] as number);
      this.#squares[k] = after;
      this.#weights[k] = this.#weightOf(this.#leads[k] as number, after);
    }
  }

  #weightOf(lead: number, squares: number): number {
    const { alpha, beta, l1, l2 } = this.#settings;
    const beyond = Math.abs(lead) - l1;
    return beyond > 0 ? (-Math.sign(lead) * beyond) / ((beta + Math.sqrt(squares)) / alpha + l2) : 0;
  }
}
