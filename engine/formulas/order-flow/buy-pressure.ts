import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';

/**
 * Buy pressure: the part of the volume of the last `windowSec` in which the buyer crossed the spread. From
 * 0 (all sold) to 1 (all bought); 0.5 is even. Unit: a share of base volume. Warm with the first trade.
 */
export const buyPressure = defineFormula({
  id: 'I21',
  key: 'buy-pressure',
  title: 'Buy pressure',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'ratio', min: 0, max: 1 },
  role: 'direction',
  source:
    'Chordia, Roll & Subrahmanyam (2002), Order imbalance, liquidity, and market returns, J. Financial Economics 65(1)',
  defaults: { windowSec: 60 },
  warmUp: () => 1,

  start({ windowSec }) {
    const volume = new TimedSum(windowSec * 1000);
    const bought = new TimedSum(windowSec * 1000);

    return ({ time, sizeBase, side }) => {
      const all = volume.push(time, sizeBase);
      const buys = bought.push(time, side === 'buy' ? sizeBase : 0);
      return all > 0 ? Math.min(1, Math.max(0, buys / all)) : undefined;
    };
  },
});
