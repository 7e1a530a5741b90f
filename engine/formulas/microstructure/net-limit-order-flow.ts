import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Less than this happened only by rounding. */
const NEAREST = 1e-12;

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
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Eisler, Z., Bouchaud, J.-P. and Kockelkoren, J., 'The price impact of order book events: market orders, limit orders and cancellations', Quantitative Finance, 2012",
  catalogue: {
    inputs: ['book', 'trades'],
    params: {
      T: { unit: 's', meaning: 'window' },
    },
    definition: `
      For the bid side over the last T seconds: dB = sum of the size changes of the level that is best bid
      before each update while its price stays best (B_n-B_{n-1}), plus B_n when a new better bid appears,
      minus B_{n-1} when the best bid price falls. Ms = volume of taker sells in the window. Limit flow of
      the bid N_b = dB+Ms (additions minus cancellations). Ask side alike: N_a = dA+Mb with taker buys Mb;
      a new lower ask adds A_n, a rising best ask subtracts A_{n-1}. Value
      x=(N_b-N_a)/(|N_b|+|N_a|+Mb+Ms); 0 if den=0. Warm-up T seconds.
    `,
    update: 'O(1) per update or trade.',
    signal: 'signal = x; confidence = min(1,(|N_b|+|N_a|)/(Mb+Ms+1e-12)/5).',
    range: '[-1,1]',
  },
  defaults: { T: 20 },
  input: 'trade-quote',
  readings: DIRECTION,
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
    const flow = { limit: 0, taken: 0 };
    let firstTime = -1;
    let share = 0;

    return withReadings(
      ({ time, event, bid, bidSize, ask, askSize, sizeBase, side }) => {
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
        flow.limit = Math.abs(bids) + Math.abs(asks);
        flow.taken = bought + sold;
        const all = flow.limit + flow.taken;
        share = all > NEAREST ? Math.min(1, Math.max(-1, (bids - asks) / all)) : 0;
        return share;
      },
      { signal: () => share, confidence: () => Math.min(1, flow.limit / (flow.taken + 1e-12) / 5) },
    );
  },
});

/** What a best level grew by: all of a better one, minus all of one that is gone, else the change. */
function grown(better: number, size: number, sizeBefore: number): number {
  if (better > 0) return size;
  return better < 0 ? -sizeBefore : size - sizeBefore;
}
