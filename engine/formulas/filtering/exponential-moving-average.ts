import { ExponentialAverage } from '../../numerics/exponential-average.ts';
import { defineFormula, finiteOrNone, noValue } from '../formula.ts';

/**
 * Exponential moving average of closes with weight `2 / (window + 1)` on the newest. Unit: that of
 * the price. With `seedMean` 0 it starts at the first close and is warm at once; with 1 it starts at
 * the mean of the first `window` closes, as most exchanges draw it, and is warm after `window`.
 */
export const exponentialMovingAverage = defineFormula({
  id: 'I5',
  key: 'exponential-moving-average',
  title: 'Exponential moving average',
  family: 'filtering',
  input: 'price',
  output: { unit: 'quote/base' },
  role: 'context',
  source: 'Brown (1956), Exponential Smoothing for Predicting Demand; span form as in common charting use',
  defaults: { window: 20, seedMean: 0 },
  warmUp: ({ window, seedMean }) => (seedMean === 0 ? 1 : window),
  checksItself: true,

  start({ window, seedMean }) {
    const average = new ExponentialAverage(window, seedMean !== 0);
    return ({ value }) => {
      average.push(value);
      return average.isWarm ? finiteOrNone(average.value) : noValue();
    };
  },
});
