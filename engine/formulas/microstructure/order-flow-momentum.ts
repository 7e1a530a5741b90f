import { TimedMean } from '../../numerics/timed-mean.ts';
import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';
import { bestQuoteFlow } from './best-quote-flow.ts';

/**
 * Momentum of the order-flow imbalance: net size added to the buy side of the best quotes over the last
 * `windowSec`, less that of the `windowSec` before, in multiples of the mean depth of the last
 * `depthSec`. Above zero, buying presses harder than it did, or selling less. Warm once both windows
 * lie behind; 0 where the mean depth is 0.
 */
export const orderFlowMomentum = defineFormula({
  id: 'I17',
  key: 'order-flow-momentum',
  title: 'Momentum of the order flow imbalance',
  family: 'microstructure',
  input: 'quote',
  output: { unit: 'depths' },
  role: 'direction',
  source:
    'Cont, Kukanov & Stoikov (2014), The Price Impact of Order Book Events, J. Financial Econometrics 12(1); the difference of two windows is ours',
  defaults: { windowSec: 10, depthSec: 600 },
  warmUp: () => 2,
  warmUpMs: ({ windowSec }) => 2 * windowSec * 1000,

  start({ windowSec, depthSec }) {
    const recent = new TimedSum(windowSec * 1000);
    const both = new TimedSum(2 * windowSec * 1000);
    const depth = new TimedMean(depthSec * 1000);
    const before = { bid: 0, bidSize: 0, ask: 0, askSize: 0 };
    let firstTime = -1;

    return (quote) => {
      const { time, bid, bidSize, ask, askSize } = quote;
      const added = firstTime < 0 ? 0 : bestQuoteFlow(before, quote);
      const flow = recent.push(time, added);
      const earlier = both.push(time, added) - flow;
      const meanDepth = depth.push(time, (bidSize + askSize) / 2);
      if (firstTime < 0) firstTime = time;
      before.bid = bid;
      before.bidSize = bidSize;
      before.ask = ask;
      before.askSize = askSize;
      if (meanDepth === undefined || time - firstTime < 2 * windowSec * 1000) return undefined;
      return meanDepth > 0 ? (flow - earlier) / meanDepth : 0;
    };
  },
});
