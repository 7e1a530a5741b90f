import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';
import { MergedTrade } from '../order-flow/merged-trade.ts';
import { DIRECTION, withReadings } from '../readings.ts';

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
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Lee, C. M. C. and Radhakrishna, B., 'Inferring investor behavior: Evidence from TORQ data', Journal of Financial Markets, 2000 (trade-size cut-offs)",
  catalogue: {
    inputs: ['trades'],
    params: {
      q: { unit: 'rank', meaning: 'size quantile that counts as large' },
      T: { unit: 's', meaning: 'window' },
      N: { unit: 'trades', meaning: 'sample of the quantile' },
    },
    definition: `
      Trades merged per millisecond and side. Threshold Lq = quantile q of the notional p*q of the last N
      merged trades (streaming: 512-bin log histogram with decay factor 1-1/N per trade; quantile = upper
      edge of the bin where the cumulative weight reaches q). Lb, Ls = notional of taker buys and sells >=
      Lq in the last T seconds. Value w=(Lb-Ls)/(Lb+Ls), 0 if none. Warm-up N/10 trades.
    `,
    update: 'O(1) per trade.',
    signal: 'signal = w; confidence = min(1, number of large trades in the window/5).',
    range: '[-1,1]',
  },
  defaults: { q: 0.99, T: 300, N: 20000 },
  input: 'trade',
  readings: {
    ...DIRECTION,
    /** Large trades of the last `T` seconds. */
    count: { unit: 'trades', min: 0 },
  },
  warmUp: ({ N }) => Math.ceil(N / 10) + 1,

  start({ q, T, N }) {
    const order = new MergedTrade(q, N);
    const net = new TimedSum(T * 1000);
    const gross = new TimedSum(T * 1000);
    const large = new TimedSum(T * 1000);
    const last = { imbalance: 0, count: 0 };

    return withReadings(
      (print) => {
        if (order.endsWith(print) && order.isLarge && order.endedCount >= N / 10) {
          net.push(order.time, order.sign * order.notionalQuote);
          gross.push(order.time, order.notionalQuote);
          large.push(order.time, 1);
        }
        order.push(print);
        const now = order.isLarge ? order.notionalQuote : 0;
        const netNow = net.push(print.time, 0) + order.sign * now;
        const grossNow = gross.push(print.time, 0) + now;
        last.count = Math.round(large.push(print.time, 0)) + (order.isLarge ? 1 : 0);
        if (order.endedCount < N / 10) return undefined;
        last.imbalance = grossNow > 0 ? Math.min(1, Math.max(-1, netNow / grossNow)) : 0;
        return last.imbalance;
      },
      {
        signal: () => last.imbalance,
        confidence: () => Math.min(1, last.count / 5),
        count: () => last.count,
      },
    );
  },
});
