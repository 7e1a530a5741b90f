import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';

/**
 * Net limit-order flow at the touch: what was added to the best bid less what was canceled there, less the
 * same of the ask, over the last `T` seconds, as a share of all that happened there. What takers took is
 * not a cancellation and is added back. From -1 to +1; above zero makers lean to the bid; 0 while nothing
 * happened. Warm after `T` seconds.
 */
export const netLimitOrderFlow = defineFormula({
  id: 'F107',
  key: 'net-limit-order-flow',
  title: 'Net limit-order flow at the touch',
  family: 'microstructure',
  input: 'trade-quote',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
  source:
    'Eisler, Bouchaud & Kockelkoren (2012), The price impact of order book events: market orders, limit orders and cancellations, Quantitative Finance 12(9)',
  defaults: { T: 20 },
  warmUp: () => 2,
  warmUpMs: ({ T }) => T * 1000,

  start({ T }) {
    const sums = {
      bid: new TimedSum(T * 1000),
      ask: new TimedSum(T * 1000),
      bought: new TimedSum(T * 1000),
      sold: new TimedSum(T * 1000),
    };
    const before = { bid: NaN, bidSize: 0, ask: NaN, askSize: 0 };
    let firstTime = -1;

    return ({ time, event, bid, bidSize, ask, askSize, sizeBase, side }) => {
      const isFirst = firstTime < 0;
      if (isFirst) firstTime = time;
      const isTrade = event === 'trade';
      const bidChange = sums.bid.push(time, isFirst ? 0 : grown(bid - before.bid, bidSize, before.bidSize));
      const askChange = sums.ask.push(time, isFirst ? 0 : grown(before.ask - ask, askSize, before.askSize));
      const bought = sums.bought.push(time, isTrade && side === 'buy' ? sizeBase : 0);
      const sold = sums.sold.push(time, isTrade && side === 'sell' ? sizeBase : 0);
      before.bid = bid;
      before.bidSize = bidSize;
      before.ask = ask;
      before.askSize = askSize;
      if (time - firstTime < T * 1000) return undefined;
      const bids = bidChange + sold;
      const asks = askChange + bought;
      const all = Math.abs(bids) + Math.abs(asks) + bought + sold;
      return all > 0 ? Math.min(1, Math.max(-1, (bids - asks) / all)) : 0;
    };
  },
});

/** What a best level grew by: all of a better one, minus all of one that is gone, else the change. */
function grown(better: number, size: number, sizeBefore: number): number {
  if (better > 0) return size;
  return better < 0 ? -sizeBefore : size - sizeBefore;
}
