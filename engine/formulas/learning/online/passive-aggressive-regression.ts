import { notNegative, positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { LaggedReturns } from '../protocol/lagged-returns.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

/**
 * Forecast of the next return in units of volatility from the last ones, learned by the smallest change that
 * would have forecast each return within `epsilon`. A value after `lags` returns; believed from `warmup` bars
 * on. A bar of a price that stands still is passed over.
 */
export const passiveAggressiveRegression = defineFormula({
  id: 'F227',
  key: 'passive-aggressive-regression',
  title: 'Passive-Aggressive (PA-I) return forecast',
  family: 'learning',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Crammer, Dekel, Keshet, Shalev-Shwartz & Singer, 'Online Passive-Aggressive Algorithms', Journal of Machine Learning Research 7, 2006",
  catalogue: {
    inputs: ['bars'],
    params: {
      C: { unit: '1', meaning: 'aggressiveness cap' },
      epsilon: { unit: 'standard deviations', meaning: 'insensitive band' },
      lags: { unit: 'bars', meaning: 'number of lagged standardised returns' },
      warmup: { unit: 'bars', meaning: 'before use' },
    },
    definition: `
      Standardise: z_t = r_t/sigma_t, sigma_t^2 = 0.97*sigma_{t-1}^2+0.03*r_t^2 (start r_1^2), clip z to
      [-5,5]. Features x_t = (z_t,...,z_{t-lags+1}, 1). When y = z_{t+1} arrives: e = y - w.x_t, loss =
      max(0,|e|-epsilon), tau = min(C, loss/||x_t||^2), w <- w + sign(e)*tau*x_t. Start w = 0. Value =
      w.x_t (forecast of the next standardised return).
    `,
    update: 'O(lags).',
    signal: 'signal = tanh(value/0.25); confidence = min(1,|value|/0.5)*(0 before warmup).',
    range: 'real',
  },
  defaults: { C: 0.1, epsilon: 0.1, lags: 5, warmup: 100 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ lags }) => lags + 1,

  start({ C, epsilon, lags, warmup }) {
    const returns = new LaggedReturns(lags);
    const weights = new Float64Array(lags + 1);
    const settings = { C: positive('C', C), epsilon: notNegative('epsilon', epsilon) };
    let barsLeft = wholeNumber('warmup', warmup, 0);
    let value = 0;

    return withReadings(
      ({ close }) => {
        if (barsLeft > 0) barsLeft -= 1;
        const y = returns.next(close);
        if (Number.isNaN(y)) return noValue();
        if (returns.isFull) passiveAggressiveStep(weights, returns.inputs, { y, ...settings });
        returns.push(y);
        if (!returns.isFull) return noValue();
        value = dotProduct(weights, returns.inputs);
        return value;
      },
      {
        signal: () => Math.tanh(value / 0.25),
        confidence: () => (barsLeft > 0 ? 0 : Math.min(1, Math.abs(value) / 0.5)),
      },
    );
  },
});

/** Moves the weights as little as brings the forecast of `y` within `epsilon`, by at most `C` times the inputs. */
export function passiveAggressiveStep(
  weights: Float64Array,
  x: ArrayLike<number>,
  { C, epsilon, y }: Readonly<Record<'C' | 'epsilon' | 'y', number>>,
): void {
  let forecast = 0;
  let square = 0;
  for (let i = 0; i < weights.length; i += 1) {
    forecast += (weights[i] as number) * (x[i] as number);
    square += (x[i] as number) ** 2;
  }
  const error = y - forecast;
  const loss = Math.abs(error) - epsilon;
  if (!(loss > 0) || square === 0) return;
  const step = Math.sign(error) * Math.min(C, loss / square);
  for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] as number) + step * (x[i] as number);
}
