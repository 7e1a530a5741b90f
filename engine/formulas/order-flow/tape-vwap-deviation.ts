import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';

/**
 * How far the last trade price stands above the volume-weighted average price of the last `windowSec`, itself
 * among it, in bps of that average. Below zero the price is cheap against what was paid. Warm with the
 * first trade.
 */
export const tapeVwapDeviation = defineFormula({
  id: 'I31',
  key: 'tape-vwap-deviation',
  title: 'Trade price against the VWAP of the tape',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'bps' },
  role: 'direction',
  source: 'Berkowitz, Logue & Noser (1988), The Total Cost of Transactions on the NYSE, J. Finance 43(1)',
  defaults: { windowSec: 3600 },
  warmUp: () => 1,

  start({ windowSec }) {
    const volume = new TimedSum(windowSec * 1000);
    const leaning = new TimedSum(windowSec * 1000);
    // Distances from one price instead of prices: their sum loses no digits to the size of a price.
    let origin: number | undefined;

    return ({ time, price, sizeBase }) => {
      origin ??= price;
      const traded = volume.push(time, sizeBase);
      const distance = leaning.push(time, sizeBase * (price - origin));
      if (!(traded > 0)) return undefined;
      const vwap = origin + distance / traded;
      return ((price - vwap) / vwap) * 10_000;
    };
  },
});
