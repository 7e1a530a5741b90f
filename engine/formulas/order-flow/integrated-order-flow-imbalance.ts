import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { principalDirection } from '../../numerics/principal-direction.ts';
import { defineFormula } from '../formula.ts';
import { BucketFlows } from './bucket-flows.ts';

/** Until so many intervals were seen, the best level alone counts. */
const FEWEST_INTERVALS = 60;

/**
 * Integrated order-flow imbalance: the flows of the `levels` best levels in the last complete interval of
 * `bucket` seconds, in multiples of the mean size of a level, weighted by how they move together: the
 * weights are the principal direction of the last `window` intervals, found anew every `refit` intervals.
 * Above zero, buyers are pressing. An interval without an update counts as no flow; one is complete with
 * the first update after it. Warm after one interval.
 */
export const integratedOrderFlowImbalance = defineFormula({
  id: 'F246',
  key: 'integrated-order-flow-imbalance',
  title: 'Integrated multi-level order flow imbalance',
  family: 'order-flow',
  input: 'book',
  output: { unit: 'depths' },
  role: 'direction',
  source:
    'Cont, Cucuringu & Zhang (2023), Cross-impact of order flow imbalance in equity markets, Quantitative Finance 23(10)',
  defaults: { levels: 10, bucket: 10, window: 360, refit: 60 },
  warmUp: () => 2,
  warmUpMs: ({ bucket }) => bucket * 1000,
  levels: ({ levels }) => levels,

  start({ levels, bucket, window, refit }) {
    if (!(bucket > 0)) throw new RangeError(`bucket must be above 0 s, was ${bucket}`);
    wholeNumber('window', window, 2);
    wholeNumber('refit', refit);
    const flows = new BucketFlows(wholeNumber('levels', levels));
    const best = Array.from({ length: levels }, (_, level) => (level === 0 ? 1 : 0));
    const intervals: Float64Array[] = [];
    let weights: readonly number[] = best;
    let ended = 0;
    let current = -1;
    let firstTime = -1;
    let value = 0;

    const endInterval = (): void => {
      const row = flows.take();
      intervals.push(row);
      if (intervals.length > window) intervals.shift();
      ended += 1;
      if (ended >= FEWEST_INTERVALS && (ended - FEWEST_INTERVALS) % refit === 0) {
        weights = principalDirection(intervals) ?? weights;
      }
      value = weights.reduce((sum, weight, level) => sum + weight * (row[level] ?? 0), 0);
    };

    return ({ time, bids, asks }) => {
      const interval = Math.floor(time / (bucket * 1000));
      if (firstTime < 0) {
        firstTime = time;
        current = interval;
      }
      // After a silence longer than the window every interval in it is without flow anyway.
      for (let i = Math.min(interval - current, window + 1); i > 0; i -= 1) endInterval();
      current = interval;
      flows.push(bids, asks);
      return time - firstTime < bucket * 1000 ? undefined : value;
    };
  },
});
