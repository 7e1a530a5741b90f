import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';
import { COST } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';

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
  output: { unit: 'bp' },
  role: 'cost',
  source:
    "Blume, M. E. & Goldstein, M. A., 'Displayed and Effective Spreads by Market', 1992; Huang & Stoll, 'Dealer versus auction markets', Journal of Financial Economics 41, 1996",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      window: { unit: 's', meaning: 'averaging window' },
    },
    definition: `
      For each trade i: M_i = mid of the last book before the trade, s_i = aggressor side (+1/-1).
      Effective spread ES_i = 2*s_i*(p_i - M_i)/M_i. Value = sum(size_i*ES_i)/sum(size_i) over the window,
      in bp (x 1e4). No trades -> carry.
    `,
    update: 'O(1) per trade.',
    signal: "cost: half of it is the taker's expected cost against the mid.",
    range: 'real',
  },
  defaults: { window: 300 },
  input: 'trade-quote',
  readings: { cost: COST },
  warmUp: () => 1,

  start({ window }) {
    const sizes = new TimedSum(window * 1000);
    const spreads = new TimedSum(window * 1000);
    let value: number | undefined;

    return withValueReadings(
      ({ time, event, bid, ask, price, sizeBase, side }) => {
        if (event === 'quote') return value;
        const mid = (bid + ask) / 2;
        const spreadBps = (2 * (side === 'buy' ? price - mid : mid - price) * 10_000) / mid;
        const size = sizes.push(time, sizeBase);
        const weighed = spreads.push(time, sizeBase * spreadBps);
        value = size > 0 ? weighed / size : undefined;
        return value;
      },
      {
        // Half of it is what a taker pays against the mid.
        cost: (value) => value / 2,
      },
    );
  },
});
