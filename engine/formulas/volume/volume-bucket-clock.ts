import { defineFormula } from '../formula.ts';
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
  title: 'Expected time to fill a volume bucket',
  family: 'volume',
  input: 'trade',
  output: { unit: 'seconds', min: 0 },
  role: 'context',
  source:
    'Easley, López de Prado & O’Hara (2012), Flow Toxicity and Liquidity in a High-frequency World, Review of Financial Studies 25(5)',
  defaults: { per_day: 50, alpha: 0.05, min_sec: 5, max_sec: 7200 },
  warmUp: () => 2,
  warmUpMs: () => DAY_MS,

  start({ per_day, alpha, min_sec, max_sec }) {
    const clock = new BucketClock({ perDay: per_day, alpha, minSeconds: min_sec, maxSeconds: max_sec });
    return ({ time, sizeBase }) => {
      clock.push(time, sizeBase);
      return clock.seconds;
    };
  },
});
