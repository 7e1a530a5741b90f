import { logGamma } from './gamma-function.ts';

/** Outcomes as likely as the observed one differ from it by rounding only. */
const EQUALLY_LIKELY = 1 + 1e-7;

/** How surprising `hits` of `count` are when each is a hit with probability `chance`. Exact. */
export interface BinomialTest {
  /** Probability of at least as many hits. */
  readonly atLeast: number;
  /** Probability of all outcomes that are not more likely than the observed one. */
  readonly twoSided: number;
}

/** @throws {RangeError} when `chance` is not strictly between 0 and 1 or `hits` not from 0 to `count`. */
export function binomialTest(hits: number, count: number, chance: number): BinomialTest {
  if (!(chance > 0) || !(chance < 1))
    throw new RangeError(`a chance must lie between 0 and 1, was ${chance}`);
  if (!Number.isSafeInteger(hits) || !Number.isSafeInteger(count) || hits < 0 || hits > count) {
    throw new RangeError(`hits must be a whole number from 0 to the count, was ${hits} of ${count}`);
  }
  const observed = probability(hits, count, chance);
  let atLeast = 0;
  let twoSided = 0;
  for (let k = 0; k <= count; k += 1) {
    const each = probability(k, count, chance);
    if (k >= hits) atLeast += each;
    if (each <= observed * EQUALLY_LIKELY) twoSided += each;
  }
  return { atLeast: Math.min(1, atLeast), twoSided: Math.min(1, twoSided) };
}

function probability(k: number, count: number, chance: number): number {
  const ways = logGamma(count + 1) - logGamma(k + 1) - logGamma(count - k + 1);
  return Math.exp(ways + k * Math.log(chance) + (count - k) * Math.log1p(-chance));
}
