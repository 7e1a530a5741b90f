import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula, finiteOrNone, noValue } from '../formula.ts';

/** Mean of the last `window` closes. Unit: that of the price. Warm after `window` closes. */
export const simpleMovingAverage = defineFormula({
  id: 'I11',
  key: 'simple-moving-average',
  title: 'Simple moving average',
  family: 'filtering',
  input: 'price',
  output: { unit: 'quote/base' },
  role: 'context',
  source: 'Donchian (1960), High Finance in Copper, Financial Analysts Journal 16(6)',
  defaults: { window: 20 },
  warmUp: ({ window }) => window,
  checksItself: true,

  start({ window }) {
    const sums = new RollingSum(window);
    return ({ value }) => {
      const sum = sums.push(value);
      return sum === undefined ? noValue() : finiteOrNone(sum / window);
    };
  },
});
