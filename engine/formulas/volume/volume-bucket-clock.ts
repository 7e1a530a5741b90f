import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { BucketClock } from './bucket-clock.ts';

const DAY_MS = 86_400_000;

/**
 * Seconds a volume bucket is expected to take: one of `per_day` equal parts of the volume of the last 24 hours,
 * at the pace of the last 15 minutes, between `min_sec` and `max_sec`. Moves once a minute, with the first
 * trade after it. Warm after a day of minutes.
 */
export const volumeBucketClock = defineFormula({
  id: 'F401',
  key: 'volume-bucket-clock',
  title: 'Bar and bucket size from 24-hour volume',
  family: 'volume',
  output: { unit: 's per bucket', min: 0 },
  role: 'context',
  source:
    "Easley, D., Lopez de Prado, M. M. & O'Hara, M., 'Flow Toxicity and Liquidity in a High-Frequency World', Review of Financial Studies 25(5), 2012 (V/50 buckets)",
  catalogue: {
    inputs: ['trades', 'external'],
    params: {
      per_day: { unit: 'buckets/day', meaning: 'divisor of the daily volume' },
      alpha: { unit: 'per minute', meaning: 'smoothing of the rolling 24-h volume' },
      min_sec: { unit: 's', meaning: 'shortest expected bucket' },
      max_sec: { unit: 's', meaning: 'longest expected bucket' },
    },
    definition: `
      V24 = base volume traded in the trailing 24 h (own trades stream, or the exchange ticker's 24-h
      volume), smoothed: Vs <- Vs + alpha*(V24 - Vs) once a minute (start Vs = V24). Bucket size B =
      Vs/per_day. Expected duration d = (86400/per_day)*(V24/1440)/v1m seconds, v1m = mean volume per
      minute of the last 15 minutes (v1m = 0 -> d = max_sec); if d < min_sec, B is multiplied by
      min_sec/d; if d > max_sec, by max_sec/d. Value = expected duration after the bounds.
    `,
    update: 'O(1) per minute with a ring of 1440 minute volumes.',
    signal: `
      context: evaluation interval of volume-clock formulas and the tick count of id 248 (B / mean trade
      size).
    `,
    range: '[min_sec,max_sec]',
  },
  defaults: { per_day: 50, alpha: 0.05, min_sec: 5, max_sec: 7200 },
  input: 'trade',
  readings: {
    /** Volume of a bucket, in base units. */
    bucketSize: { unit: 'base', min: 0 },
  },
  warmUp: () => 2,
  warmUpMs: () => DAY_MS,

  start({ per_day, alpha, min_sec, max_sec }) {
    const clock = new BucketClock({ perDay: per_day, alpha, minSeconds: min_sec, maxSeconds: max_sec });
    return withReadings(
      ({ time, sizeBase }) => {
        clock.push(time, sizeBase);
        return clock.seconds;
      },
      { bucketSize: () => clock.sizeBase },
    );
  },
});
