import { defineFormula } from '../formula.ts';
import { BucketClock } from './bucket-clock.ts';

const DAY_MS = 86_400_000;

/**
 * Base volume of a bucket of which a day fills `per_day`: from the volume of the last 24 hours, smoothed by
 * `alpha` a minute, stretched where it would take less than `min_sec` or more than `max_sec` at the pace of
 * the last 15 minutes. Never negative. Moves once a minute, with the first trade after it. Warm after a day
 * of minutes.
 */
export const volumeBucketSize = defineFormula({
  id: 'I32',
  key: 'volume-bucket-size',
  title: 'Size of a volume bucket',
  family: 'volume',
  input: 'trade',
  output: { unit: 'base', min: 0 },
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
      return clock.sizeBase;
    };
  },
});
