import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';
import { MergedTrade } from '../order-flow/merged-trade.ts';

/**
 * Imbalance of large trades: notional of large taker buys less that of large taker sells over the last
 * `T` seconds, as a share of both. From -1 to +1; 0 while there were none. Prints of one millisecond and
 * side are one trade; large is what reaches the quantile `q` of the trades before it, of which one loses
 * an `N`-th of its weight with every later one. Warm after `N` / 10 trades.
 */
export const largeTradeImbalance = defineFormula({
  id: 'F130',
  key: 'large-trade-imbalance',
  title: 'Large-trade (whale) imbalance',
  family: 'microstructure',
  input: 'trade',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
  source:
    'Lee & Radhakrishna (2000), Inferring investor behavior: Evidence from TORQ data, J. Financial Markets 3(2)',
  defaults: { q: 0.99, T: 300, N: 20_000 },
  warmUp: ({ N }) => Math.ceil(N / 10) + 1,

  start({ q, T, N }) {
    const order = new MergedTrade(q, N);
    const net = new TimedSum(T * 1000);
    const gross = new TimedSum(T * 1000);

    return (print) => {
      if (order.endsWith(print) && order.isLarge && order.endedCount >= N / 10) {
        net.push(order.time, order.sign * order.notionalQuote);
        gross.push(order.time, order.notionalQuote);
      }
      order.push(print);
      const now = order.isLarge ? order.notionalQuote : 0;
      const netNow = net.push(print.time, 0) + order.sign * now;
      const grossNow = gross.push(print.time, 0) + now;
      if (order.endedCount < N / 10) return undefined;
      return grossNow > 0 ? Math.min(1, Math.max(-1, netNow / grossNow)) : 0;
    };
  },
});
