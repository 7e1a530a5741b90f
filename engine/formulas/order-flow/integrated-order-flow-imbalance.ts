import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { principalDirection } from '../../numerics/principal-direction.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
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
  title: 'Integrated multi-level order-flow imbalance (first principal component)',
  family: 'order-flow',
  output: { unit: 'scaled size' },
  role: 'direction',
  source:
    "Cont, R., Cucuringu, M. & Zhang, C., 'Cross-impact of order flow imbalance in equity markets', Quantitative Finance 23(10), 2023",
  catalogue: {
    inputs: ['book'],
    params: {
      levels: { unit: 'levels', meaning: 'book levels M' },
      bucket: { unit: 's', meaning: 'interval h' },
      window: { unit: 'buckets', meaning: 'covariance sample' },
      refit: { unit: 'buckets', meaning: 'PCA refit' },
    },
    definition: `
      Per book update n and level m: bid flow dWb_m = +Qb_m(n) if Pb_m(n) > Pb_m(n-1); Qb_m(n)-Qb_m(n-1)
      if equal; -Qb_m(n-1) if lower. Ask flow dWa_m = -Qa_m(n-1) if Pa_m(n) > Pa_m(n-1); Qa_m(n)-Qa_m(n-1)
      if equal; +Qa_m(n) if lower. OFI_m over a bucket = sum(dWb_m - dWa_m) / Qbar, Qbar = average over
      the bucket's updates and levels of (Qb+Qa)/2. w = leading eigenvector of the covariance (ddof 1) of
      the M-vector over the window, sign so that sum(w) > 0, scaled to sum |w| = 1. Value = w.OFI of the
      last bucket. Before 60 buckets w = (1,0,...).
    `,
    update: 'O(levels) per update; PCA by power iteration O(M^2) every refit buckets.',
    signal: 'z = value/rolling std(value) over window; signal = clip(z/2,-1,1); confidence = min(1,|z|/3).',
    range: 'real',
  },
  defaults: { levels: 10, bucket: 10, window: 360, refit: 60 },
  input: 'book',
  readings: DIRECTION,
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
    const values = new RollingMoments(window);
    let value = 0;
    const z = () => (values.sampleVariance > 0 ? value / Math.sqrt(values.sampleVariance) : 0);

    const endInterval = (): void => {
      const row = flows.take();
      intervals.push(row);
      if (intervals.length > window) intervals.shift();
      ended += 1;
      if (ended >= FEWEST_INTERVALS && (ended - FEWEST_INTERVALS) % refit === 0) {
        weights = principalDirection(intervals) ?? weights;
      }
      value = weights.reduce((sum, weight, level) => sum + weight * (row[level] ?? 0), 0);
      values.push(value);
    };

    return withReadings(
      ({ time, bids, asks }) => {
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
      },
      { signal: () => clip(z() / 2, -1, 1), confidence: () => Math.min(1, Math.abs(z()) / 3) },
    );
  },
});
