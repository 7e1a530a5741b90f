import { normalQuantile } from './normal-distribution.ts';
import type { Interval } from './wilson.ts';

/**
 * Interval of a sample correlation of `count` independent pairs, by Fisher's transformation. Undefined below four
 * pairs, where nothing is known.
 *
 * Source: Fisher (1921), On the "probable error" of a coefficient of correlation, Metron 1.
 */
export function fisherInterval(sample: number, count: number, confidence = 0.95): Interval | undefined {
  if (count < 4) return undefined;
  const center = Math.atanh(Math.max(-1, Math.min(1, sample)));
  const reach = normalQuantile((1 + confidence) / 2) / Math.sqrt(count - 3);
  return { low: Math.tanh(center - reach), high: Math.tanh(center + reach) };
}
