import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';

/**
 * Trade flow imbalance: base volume of taker buys less taker sells in the last complete interval of
 * `bucket` seconds, in multiples of its root mean square over the last `window` intervals. Above zero,
 * takers bought. An interval without a trade counts as 0, and 0 is the answer while nothing has flowed.
 * Intervals begin at whole multiples of their length; one is complete with the first trade after it. Warm
 * after `min_buckets` intervals.
 */
export const tradeFlowImbalance = defineFormula({
  id: 'F247',
  key: 'trade-flow-imbalance',
  title: 'Trade flow imbalance (TFI)',
  family: 'order-flow',
  output: { unit: 'standardised' },
  role: 'direction',
  source: "Silantyev, E., 'Order flow analysis of cryptocurrency markets', Digital Finance 1, 2019",
  catalogue: {
    inputs: ['trades'],
    params: {
      bucket: { unit: 's', meaning: 'interval' },
      window: { unit: 'buckets', meaning: 'normalisation sample' },
      min_buckets: { unit: 'buckets', meaning: 'warm-up' },
    },
    definition: `
      TFI_k = sum over trades in bucket k of side*size, side = +1 aggressive buy, -1 aggressive sell;
      empty bucket 0. Value z_k = TFI_k / sqrt(mean of TFI^2 over the last window buckets, including k).
      Zero denominator -> 0.
    `,
    update: 'O(1) per trade.',
    signal: 'signal = clip(z/3,-1,1); confidence = min(1,|z|/3), 0 before min_buckets.',
    range: 'real',
  },
  defaults: { bucket: 10, window: 360, min_buckets: 60 },
  input: 'trade',
  readings: DIRECTION,
  warmUp: () => 2,
  warmUpMs: ({ bucket, min_buckets }) => bucket * min_buckets * 1000,

  start({ bucket, window, min_buckets }) {
    if (!(bucket > 0)) throw new RangeError(`bucket must be above 0 s, was ${bucket}`);
    wholeNumber('min_buckets', min_buckets);
    const squares = new RollingMoments(window);
    let firstTime = -1;
    let current = 0;
    let flow = 0;
    let value = 0;

    return withValueReadings(
      ({ time, sizeBase, side }) => {
        const interval = Math.floor(time / (bucket * 1000));
        if (firstTime < 0) {
          firstTime = time;
          current = interval;
        }
        // After a silence longer than the window every value in it is 0 anyway.
        const ended = Math.min(interval - current, window + 1);
        for (let i = 0; i < ended; i += 1) {
          squares.push(flow * flow);
          value = squares.mean > 0 ? flow / Math.sqrt(squares.mean) : 0;
          flow = 0;
        }
        current = interval;
        flow += side === 'buy' ? sizeBase : -sizeBase;
        return time - firstTime < bucket * min_buckets * 1000 ? undefined : value;
      },
      {
        signal: (value) => clip(value / 3, -1, 1),
        confidence: (value) => Math.min(1, Math.abs(value) / 3),
      },
    );
  },
});
