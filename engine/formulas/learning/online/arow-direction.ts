import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { confidenceOfZ } from '../../../numerics/confidence.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { LaggedReturns } from '../protocol/lagged-returns.ts';

/**
 * Margin by which the last returns speak for a rise of the next bar (below zero for a fall), with weights
 * that know how sure they are of themselves. A value after `lags` returns; believed from `warmup` bars on. A
 * bar that neither rose nor fell teaches nothing; one of a price that stands still is passed over.
 */
export const arowDirection = defineFormula({
  id: 'F228',
  key: 'arow-direction',
  title: 'AROW: adaptive regularisation of weights, up/down classifier',
  family: 'learning',
  output: { unit: 'margin' },
  role: 'direction',
  source: "Crammer, Kulesza & Dredze, 'Adaptive Regularization of Weight Vectors', NIPS 2009",
  catalogue: {
    inputs: ['bars'],
    params: {
      r: { unit: '1', meaning: 'regularisation' },
      lags: { unit: 'bars', meaning: 'lagged standardised returns' },
      inflate: { unit: '1', meaning: 'covariance inflation per bar (forgetting)' },
      warmup: { unit: 'bars', meaning: 'before use' },
    },
    definition: `
      Features x_t as in id 227 (lags standardised returns and 1). mu = 0, S = I. At bar t+1 with y =
      sign(r_{t+1}) (skip if 0): m = mu.x_t, v = x_t'S x_t; if y*m < 1: beta = 1/(v+r), a =
      max(0,1-y*m)*beta, mu <- mu + a*y*S x_t, S <- S - beta*(S x_t)(S x_t)'. Then S <- inflate*S, trace
      capped at its initial value. Value = mu.x_t, predictive std sqrt(x_t'S x_t).
    `,
    update: 'O(lags^2).',
    signal: 'signal = clip(value,-1,1); confidence = 2*Phi(|value|/sqrt(v+r)) - 1, 0 before warmup.',
    range: 'real',
  },
  defaults: { r: 1, lags: 5, inflate: 1.001, warmup: 100 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Standard deviation of the margin. */
    deviation: { unit: 'margin', min: 0 },
  },
  warmUp: ({ lags }) => lags + 1,

  start({ inflate, lags, r, warmup }) {
    const returns = new LaggedReturns(lags);
    const weights = new ConfidentWeights(lags + 1, { inflate, r });
    let barsLeft = wholeNumber('warmup', warmup, 0);
    let value = 0;
    const spread = () => weights.spread(returns.inputs);

    return withReadings(
      ({ close }) => {
        if (barsLeft > 0) barsLeft -= 1;
        const next = returns.next(close);
        if (Number.isNaN(next)) return noValue();
        if (returns.isFull && next !== 0) weights.learn(returns.inputs, Math.sign(next));
        returns.push(next);
        if (!returns.isFull) return noValue();
        value = dotProduct(weights.means, returns.inputs);
        return value;
      },
      {
        signal: () => clip(value, -1, 1),
        confidence: () => (barsLeft > 0 ? 0 : confidenceOfZ(value / Math.sqrt(spread() + r))),
        deviation: () => Math.sqrt(spread()),
      },
    );
  },
});

/** Weights with a normal law of their own, changed where a margin of 1 is missed and most where they are unsure. */
export class ConfidentWeights {
  readonly means: Float64Array;
  readonly #covariance: readonly Float64Array[];
  readonly #product: Float64Array;
  readonly #noise: number;
  readonly #inflation: number;

  /** @throws {RangeError} when `r` is not above zero or `inflate` below 1. */
  constructor(size: number, { inflate, r }: Readonly<Record<'inflate' | 'r', number>>) {
    if (!(inflate >= 1)) throw new RangeError(`inflate must be at least 1, was ${inflate}`);
    this.#noise = positive('r', r);
    this.#inflation = inflate;
    this.means = new Float64Array(size);
    this.#product = new Float64Array(size);
    this.#covariance = Array.from(this.means, (_, i) => {
      const row = new Float64Array(size);
      row[i] = 1;
      return row;
    });
  }

  /** Variance of weight `i`. */
  variance(i: number): number {
    return this.#covariance[i]?.[i] ?? NaN;
  }

  /** Variance of the margin of these inputs. */
  spread(x: Readonly<Float64Array>): number {
    for (let i = 0; i < x.length; i += 1) {
      this.#product[i] = dotProduct(this.#covariance[i] as Float64Array, x);
    }
    return Math.max(0, dotProduct(this.#product, x));
  }

  /** Takes in inputs with their label, 1 or -1. */
  learn(x: Readonly<Float64Array>, label: number): void {
    const margin = label * dotProduct(this.means, x);
    if (margin < 1) {
      const share = 1 / (this.spread(x) + this.#noise);
      const step = (1 - margin) * share * label;
      for (let i = 0; i < x.length; i += 1) {
        this.means[i] = (this.means[i] as number) + step * (this.#product[i] as number);
        const row = this.#covariance[i] as Float64Array;
        const part = share * (this.#product[i] as number);
        for (let j = 0; j < x.length; j += 1) {
          row[j] = (row[j] as number) - part * (this.#product[j] as number);
        }
      }
    }
    this.#inflate();
  }

  /** Forgets a little, but never more than there was to know in the beginning. */
  #inflate(): void {
    let trace = 0;
    for (let i = 0; i < this.means.length; i += 1) trace += this.variance(i);
    const factor = Math.min(this.#inflation, this.means.length / trace);
    for (const row of this.#covariance) {
      for (let j = 0; j < row.length; j += 1) row[j] = factor * (row[j] as number);
    }
  }
}
