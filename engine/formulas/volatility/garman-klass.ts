import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { garmanKlassVariance } from './bar-shape.ts';
import { volatilityScale } from './volatility-scale.ts';

/**
 * Volatility from open, high, low and close of bars without drift. Log return per bar, never negative.
 * Warm after `n` bars.
 */
export const garmanKlass = defineFormula({
  id: 'F157',
  key: 'garman-klass',
  title: 'Garman-Klass volatility',
  family: 'volatility',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source:
    "Garman, M. B. and Klass, M. J., 'On the Estimation of Security Price Volatilities from Historical Data', Journal of Business, 1980",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      target: { unit: 'annual vol', meaning: 'volatility target' },
    },
    definition:
      's2=mean_n( 0.5*ln(h/l)^2 - (2 ln 2 - 1)*ln(c/o)^2 ), floored at 0. Value sqrt(s2). Warm-up n.',
    update: 'O(1).',
    signal:
      'size: scale = min(1, target/(value*sqrt(A))), used with formula 151: the smaller of the two scales.',
    range: '[0,inf)',
  },
  defaults: { n: 50, target: 0.4 },
  input: 'bar',
  readings: SIZE,
  warmUp: ({ n }) => n,

  start({ n, target }) {
    const variances = new RollingSum(n);
    let intervalMs = 0;
    let volatility = 0;

    return withReadings(
      (bar) => {
        const sum = variances.push(garmanKlassVariance(bar));
        if (sum === undefined) return undefined;
        intervalMs = bar.intervalMs;
        volatility = Math.sqrt(Math.max(0, sum) / n);
        return volatility;
      },
      { scale: () => volatilityScale(target, volatility, intervalMs) },
    );
  },
});
