import { logGamma } from '../../../numerics/gamma-function.ts';

/** What `count` voices are worth whose errors correlate with `rho` on average (Ladha 1992). */
export const effectiveVotes = (count: number, rho: number): number => count / (1 + (count - 1) * rho);

/** The odd whole number nearest to a count of voices, the smaller where two are as near; at least 1. */
export const nearestOdd = (count: number): number => Math.max(1, 2 * Math.ceil((count - 2) / 2) + 1);

/** Probability that more than half of an odd number of independent voices is right, each with probability `p`. */
export function majorityProbability(voices: number, p: number): number {
  if (p <= 0 || p >= 1) return p >= 1 ? 1 : 0;
  let sum = 0;
  for (let k = (voices + 1) / 2; k <= voices; k += 1) {
    const ways = logGamma(voices + 1) - logGamma(k + 1) - logGamma(voices - k + 1);
    sum += Math.exp(ways + k * Math.log(p) + (voices - k) * Math.log1p(-p));
  }
  return Math.min(1, sum);
}
