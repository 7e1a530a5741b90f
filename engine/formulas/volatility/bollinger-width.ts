import { notNegative } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';

/**
 * Width of the Bollinger bands as a share of their middle: `2 k * deviation / mean` of the last
 * `window` closes, with the population deviation. Ratio, never negative; small means a quiet market.
 * Warm after `window` closes. No value while the mean is not above zero.
 */
export const bollingerWidth = defineFormula({
  id: 'I6',
  key: 'bollinger-width',
  title: 'Bollinger band width',
  family: 'volatility',
  input: 'price',
  output: { unit: 'ratio', min: 0 },
  role: 'context',
  source: 'Bollinger (2001), Bollinger on Bollinger Bands',
  defaults: { window: 20, k: 2 },
  warmUp: ({ window }) => window,

  start({ window, k }) {
    notNegative('k', k);
    const moments = new RollingMoments(window);

    return ({ value }) => {
      moments.push(value);
      if (!moments.isFull) return undefined;
      const { mean, populationVariance } = moments;
      return mean > 0 ? (2 * k * Math.sqrt(populationVariance)) / mean : undefined;
    };
  },
});
