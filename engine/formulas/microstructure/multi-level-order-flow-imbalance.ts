import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { TimedMean } from '../../numerics/timed-mean.ts';
import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';
import { bookSizes } from './book-sizes.ts';
import { LevelFlows } from './level-flows.ts';

/**
 * Multi-level order-flow imbalance: net size added to the buy side of the best `levels` levels over the
 * last `windowSec`, in multiples of the mean depth of one level over the last `depthSec` (half of both
 * sides together, divided by the levels). Above zero, buyers are pressing. Warm with the second book;
 * 0 where the mean depth is 0.
 */
export const multiLevelOrderFlowImbalance = defineFormula({
  id: 'I16',
  key: 'multi-level-order-flow-imbalance',
  title: 'Multi-level order flow imbalance',
  family: 'microstructure',
  input: 'book',
  output: { unit: 'depths' },
  role: 'direction',
  source:
    'Xu, Gould & Howison (2018), Multi-Level Order-Flow Imbalance in a Limit Order Book, Market Microstructure and Liquidity 4',
  defaults: { levels: 5, windowSec: 10, depthSec: 600 },
  warmUp: () => 2,
  // The mean depth weighs levels by the time they stood, so some time has to pass.
  warmUpMs: () => 1,
  levels: ({ levels }) => levels,

  start({ levels, windowSec, depthSec }) {
    wholeNumber('levels', levels);
    const books = new LevelFlows(levels);
    const flow = new TimedSum(windowSec * 1000);
    const depth = new TimedMean(depthSec * 1000);

    return ({ time, bids, asks }) => {
      books.push(bids, asks);
      let added = 0;
      for (let level = 0; level < levels; level += 1) added += books.flows[level] as number;
      const imbalance = flow.push(time, added);
      const meanDepth = depth.push(time, (bookSizes(bids, levels) + bookSizes(asks, levels)) / 2 / levels);
      if (meanDepth === undefined) return undefined;
      return meanDepth > 0 ? imbalance / meanDepth : 0;
    };
  },
});
