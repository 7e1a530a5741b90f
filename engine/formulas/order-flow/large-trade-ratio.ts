import { defineFormula } from '../formula.ts';
import { MergedTrade } from './merged-trade.ts';

/**
 * Size of the taker order on the tape in multiples of what counts as large: its notional so far, prints
 * of one millisecond and side put together, over the quantile `q` of the orders before it, of which one
 * loses an `N`-th of its weight with every later one. 1 and more is a whale. Warm after `N` / 10 orders.
 */
export const largeTradeRatio = defineFormula({
  id: 'I22',
  key: 'large-trade-ratio',
  title: 'Size of a trade against large ones',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'ratio', min: 0 },
  role: 'context',
  source:
    'Lee & Radhakrishna (2000), Inferring investor behavior: Evidence from TORQ data, J. Financial Markets 3(2)',
  defaults: { q: 0.99, N: 20_000 },
  warmUp: ({ N }) => Math.ceil(N / 10) + 1,

  start({ q, N }) {
    const order = new MergedTrade(q, N);
    return (print) => {
      order.push(print);
      const large = order.largeFromQuote;
      return large === undefined || order.endedCount < N / 10 ? undefined : order.notionalQuote / large;
    };
  },
});
