import { betaQuantile } from './beta-function.ts';
import { normalQuantile } from './normal-distribution.ts';

/** From and to, both included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's interval for a share such as a win rate, without continuity correction. Undefined when
 * nothing was counted: then nothing is known.
 *
 * Source: Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference, JASA 22.
 * @throws {RangeError} when `hits` is not a whole number from 0 to `count`.
 */
export function wilsonInterval(hits: number, count: number, confidence = 0.95): Interval | undefined {
  checkCounts(hits, count);
  if (count === 0) return undefined;
  const z = normalQuantile((1 + confidence) / 2);
  const share = hits / count;
  const shrink = 1 + (z * z) / count;
  const center = (share + (z * z) / (2 * count)) / shrink;
  const reach = (z / shrink) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return { low: Math.max(0, center - reach), high: Math.min(1, center + reach) };
}

/**
 * The exact interval of Clopper and Pearson (1934, Biometrika 26), never too narrow. Undefined when
 * nothing was counted. @throws {RangeError} when `hits` is not a whole number from 0 to `count`.
 */
export function exactInterval(hits: number, count: number, confidence = 0.95): Interval | undefined {
  checkCounts(hits, count);
  if (count === 0) return undefined;
  const tail = (1 - confidence) / 2;
  return {
    low: hits === 0 ? 0 : betaQuantile(tail, hits, count - hits + 1),
    high: hits === count ? 1 : betaQuantile(1 - tail, hits + 1, count - hits),
  };
}

function checkCounts(hits: number, count: number): void {
  if (!Number.isSafeInteger(hits) || !Number.isSafeInteger(count) || hits < 0 || hits > count) {
    throw new RangeError(`hits must be a whole number from 0 to the count, was ${hits} of ${count}`);
  }
}
