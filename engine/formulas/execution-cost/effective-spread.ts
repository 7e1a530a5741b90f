import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';

/**
 * Effective spread of the last `window` seconds: twice how much worse than the mid takers dealt, in bps of
 * the mid before the trade, each weighed by its size. Half of it is what a taker pays against the mid; below
 * zero takers dealt inside the quote we knew. Stays between trades. Warm with the first trade.
 */
export const effectiveSpread = defineFormula({
  id: 'F311',
  key: 'effective-spread',
  title: 'Volume-weighted effective spread',
  family: 'execution-cost',
  input: 'trade-quote',
  output: { unit: 'bps' },
  role: 'cost',
  source:
    'Blume & Goldstein (1992), Displayed and Effective Spreads by Market, Rodney White Center Working Paper 27-92',
  defaults: { window: 300 },
  warmUp: () => 1,

  start({ window }) {
    const sizes = new TimedSum(window * 1000);
    const spreads = new TimedSum(window * 1000);
    let value: number | undefined;

    return ({ time, event, bid, ask, price, sizeBase, side }) => {
      if (event === 'quote') return value;
      const mid = (bid + ask) / 2;
      const spreadBps = (2 * (side === 'buy' ? price - mid : mid - price) * 10_000) / mid;
      const size = sizes.push(time, sizeBase);
      const weighed = spreads.push(time, sizeBase * spreadBps);
      value = size > 0 ? weighed / size : undefined;
      return value;
    };
  },
});
