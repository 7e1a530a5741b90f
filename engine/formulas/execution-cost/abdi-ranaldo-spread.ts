import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';

/**
 * Abdi-Ranaldo spread from how far a close stands from the middle of the range of its own bar and of the
 * next, in logs. With `pooled` 0 the mean of the spreads of the last `window` pairs of bars, a pair that
 * implies none counting as 0; with `pooled` 1 the spread of the mean pair, 0 where it implies none. Unit:
 * a fraction of the price, never negative. Warm after `window` + 1 bars.
 */
export const abdiRanaldoSpread = defineFormula({
  id: 'F314',
  key: 'abdi-ranaldo-spread',
  title: 'Abdi-Ranaldo close-high-low spread',
  family: 'execution-cost',
  input: 'bar',
  output: { unit: 'ratio', min: 0 },
  role: 'cost',
  source:
    'Abdi & Ranaldo (2017), A Simple Estimation of Bid-Ask Spreads from Daily Close, High, and Low Prices, Review of Financial Studies 30(12)',
  defaults: { window: 21, pooled: 0 },
  warmUp: ({ window }) => window + 1,

  start({ window, pooled }) {
    const terms = new RollingSum(window);
    let closeBefore = NaN;
    let middleBefore = NaN;

    return ({ high, low, close }) => {
      const middle = (Math.log(high) + Math.log(low)) / 2;
      const term = 4 * (closeBefore - middleBefore) * (closeBefore - middle);
      closeBefore = Math.log(close);
      middleBefore = middle;
      if (Number.isNaN(term)) return undefined;
      const sum = terms.push(pooled === 0 ? Math.sqrt(Math.max(0, term)) : term);
      if (sum === undefined) return undefined;
      const mean = Math.max(0, sum / window);
      return pooled === 0 ? mean : Math.sqrt(mean);
    };
  },
});
