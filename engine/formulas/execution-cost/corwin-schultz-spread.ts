import type { Bar } from '../../domain/market/bar.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { highLowSpread } from './high-low-spread.ts';

/**
 * Corwin-Schultz spread: mean over the last `window` pairs of neighboring bars of the spread their highs
 * and lows imply, a pair that implies none counting as 0. A bar that gapped away from the close before it
 * is moved back first. Unit: a fraction of the price, 0 to 2. Warm after `window` + 1 bars.
 */
export const corwinSchultzSpread = defineFormula({
  id: 'F313',
  key: 'corwin-schultz-spread',
  title: 'Corwin-Schultz high-low spread',
  family: 'execution-cost',
  input: 'bar',
  output: { unit: 'ratio', min: 0, max: 2 },
  role: 'cost',
  source:
    'Corwin & Schultz (2012), A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low Prices, J. Finance 67(2)',
  defaults: { window: 20 },
  warmUp: ({ window }) => window + 1,

  start({ window }) {
    const spreads = new RollingSum(window);
    const before = { high: NaN, low: NaN, close: NaN };

    return (bar) => {
      const spread = Number.isNaN(before.close) ? undefined : pairSpread(before, bar);
      before.high = bar.high;
      before.low = bar.low;
      before.close = bar.close;
      const sum = spread === undefined ? undefined : spreads.push(Math.max(0, spread));
      return sum === undefined ? undefined : Math.min(2, Math.max(0, sum / window));
    };
  },
});

function pairSpread(before: Pick<Bar, 'high' | 'low' | 'close'>, { high, low }: Bar): number {
  const shift = Math.max(0, low - before.close) + Math.min(0, high - before.close);
  const [top, bottom] = [high - shift, low - shift];
  const singles = Math.log(before.high / before.low) ** 2 + Math.log(top / bottom) ** 2;
  const joint = Math.log(Math.max(before.high, top) / Math.min(before.low, bottom)) ** 2;
  return highLowSpread(singles, joint);
}
