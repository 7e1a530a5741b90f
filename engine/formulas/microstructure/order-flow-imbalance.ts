import { TimedMean } from '../../numerics/timed-mean.ts';
import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';
import { bestQuoteFlow } from './best-quote-flow.ts';

/** The definition asks for a minute of updates, whatever the windows. */
const WARM_UP_MS = 60_000;

/**
 * Order-flow imbalance at the best quotes: net size added to the buy side over the last `T` seconds,
 * in multiples of the mean depth of the last `D` seconds. Above zero, buyers are pressing; below
 * zero, sellers are. The mean depth is the time average of half the two best sizes together.
 * Warm after a minute of quotes; 0 where the mean depth is 0.
 */
export const orderFlowImbalance = defineFormula({
  id: 'F105',
  key: 'order-flow-imbalance',
  title: 'Order flow imbalance at the best quotes',
  family: 'microstructure',
  input: 'quote',
  output: { unit: 'depths' },
  role: 'direction',
  source:
    'Cont, Kukanov & Stoikov (2014), The Price Impact of Order Book Events, J. Financial Econometrics 12(1)',
  defaults: { T: 10, D: 600 },
  // The first quote only gives the next one something to be compared with.
  warmUp: () => 2,
  warmUpMs: () => WARM_UP_MS,

  start({ T, D }) {
    const flow = new TimedSum(T * 1000);
    const depth = new TimedMean(D * 1000);
    const before = { bid: 0, bidSize: 0, ask: 0, askSize: 0 };
    let firstTime = -1;

    return (quote) => {
      const { time, bid, bidSize, ask, askSize } = quote;
      const meanDepth = depth.push(time, (bidSize + askSize) / 2);
      const imbalance = flow.push(time, firstTime < 0 ? 0 : bestQuoteFlow(before, quote));
      if (firstTime < 0) firstTime = time;
      before.bid = bid;
      before.bidSize = bidSize;
      before.ask = ask;
      before.askSize = askSize;
      if (meanDepth === undefined || time - firstTime < WARM_UP_MS) return undefined;
      return meanDepth > 0 ? imbalance / meanDepth : 0;
    };
  },
});
