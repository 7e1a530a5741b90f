import { logGamma } from './gamma-function.ts';

const NEGLIGIBLE = 1e-17;

/**
 * Fisher's exact test that two yes-or-no things go together more often than by chance: the probability of
 * at least `both` in common when `first` of `total` have the one, `second` the other, and who has which is
 * drawn blindly. One-sided, given the margins; 1 where the margins leave no choice.
 *
 * Source: Fisher, R. A. (1935), The Logic of Inductive Inference, JRSS 98.
 * @throws {RangeError} where the counts cannot be those of one table.
 */
export function fisherAtLeast(both: number, ...[first, second, total]: [number, number, number]): number {
  const least = Math.max(0, first + second - total);
  const most = Math.min(first, second);
  if (!(both >= least && both <= most)) {
    throw new RangeError(`common counts must lie from ${least} to ${most}, was ${both}`);
  }
  if (both === least) return 1;
  const ratio = (k: number): number =>
    ((first - k) * (second - k)) / ((k + 1) * (total - first - second + k + 1));
  const middle = (first * second) / total;
  if (both > middle) return Math.min(1, tail(probability(both, [first, second, total]), both, most, ratio));
  const below = tail(probability(both - 1, [first, second, total]), both - 1, least, (k) => 1 / ratio(k - 1));
  return Math.max(0, 1 - below);
}

/** Sums probabilities from the one at `from` to the end, each the one before times `ratio`. */
function tail(start: number, ...[from, end, ratio]: [number, number, (k: number) => number]): number {
  const step = end >= from ? 1 : -1;
  let each = start;
  let sum = start;
  for (let k = from; k !== end && each > NEGLIGIBLE * sum; k += step) {
    each *= ratio(k);
    sum += each;
  }
  return sum;
}

/** Probability of exactly `k` in common. */
function probability(k: number, [first, second, total]: [number, number, number]): number {
  return Math.exp(logWays(first, k) + logWays(total - first, second - k) - logWays(total, second));
}

const logWays = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
