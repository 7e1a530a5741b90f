import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';

/**
 * Realized volatility: root of the sum of the squared log returns of the last `window` closes.
 * Log return over the whole window, never negative, not annualized. Warm after `window + 1` closes.
 */
export const realizedVolatility = defineFormula({
  id: 'I7',
  key: 'realized-volatility',
  title: 'Realized volatility',
  family: 'volatility',
  input: 'price',
  output: { unit: 'log-return', min: 0 },
  role: 'context',
  source:
    'Andersen, Bollerslev, Diebold & Labys (2003), Modeling and Forecasting Realized Volatility, Econometrica 71(2)',
  defaults: { window: 60 },
  warmUp: ({ window }) => window + 1,

  start({ window }) {
    const squares = new RollingSum(window);
    let before = NaN;

    return ({ value }) => {
      const logReturn = Math.log(value / before);
      before = value;
      if (!Number.isFinite(logReturn)) return undefined;
      const sum = squares.push(logReturn * logReturn);
      return sum === undefined ? undefined : Math.sqrt(Math.max(0, sum));
    };
  },
});
