import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula, finiteOrNone } from '../formula.ts';

/**
 * One Bollinger band: mean of the last `window` closes plus `k` population deviations. `k` 2 is the
 * upper band, -2 the lower, 0 the middle. Unit: that of the price. Warm after `window` closes.
 */
export const bollingerBand = defineFormula({
  id: 'I12',
  key: 'bollinger-band',
  title: 'Bollinger band',
  family: 'volatility',
  input: 'price',
  output: { unit: 'quote/base' },
  role: 'context',
  source: 'Bollinger (2001), Bollinger on Bollinger Bands',
  defaults: { window: 20, k: 2 },
  warmUp: ({ window }) => window,
  checksItself: true,

  start({ window, k }) {
    const moments = new RollingMoments(window);

    return ({ value }) => {
      moments.push(value);
      if (!moments.isFull) return undefined;
      const { mean, populationVariance } = moments;
      return finiteOrNone(mean + k * Math.sqrt(populationVariance));
    };
  },
});
