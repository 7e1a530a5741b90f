import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';

/**
 * Bipower variation: `pi / 2` times the sum of the products of neighboring absolute log returns of
 * the last `window` returns. Variance over the window that a single jump hardly moves; compare with
 * the square of the realized volatility. Never negative. Warm after `window + 1` closes.
 */
export const bipowerVariation = defineFormula({
  id: 'I13',
  key: 'bipower-variation',
  title: 'Bipower variation',
  family: 'volatility',
  input: 'price',
  output: { unit: 'variance', min: 0 },
  role: 'context',
  source: 'Barndorff-Nielsen & Shephard (2004), Power and Bipower Variation, J. Financial Econometrics 2(1)',
  defaults: { window: 60 },
  warmUp: ({ window }) => window + 1,

  start({ window }) {
    // A window of returns holds one pair of neighbors less.
    const products = new RollingSum(window - 1);
    let closeBefore = NaN;
    let returnBefore = NaN;

    return ({ value }) => {
      const size = Math.abs(Math.log(value / closeBefore));
      closeBefore = value;
      const product = size * returnBefore;
      returnBefore = size;
      if (!Number.isFinite(product)) return undefined;
      const sum = products.push(product);
      return sum === undefined ? undefined : (Math.PI / 2) * Math.max(0, sum);
    };
  },
});
