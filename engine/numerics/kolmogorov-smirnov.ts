const MOST_TERMS = 100;
const SURE_BELOW = 0.2;

/** Largest distance between the distribution functions of two ascending samples, 0 to 1. */
export function smirnovDistance(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let i = 0;
  let j = 0;
  let largest = 0;
  while (i < left.length && j < right.length) {
    const at = Math.min(left[i] as number, right[j] as number);
    while (i < left.length && (left[i] as number) <= at) i += 1;
    while (j < right.length && (right[j] as number) <= at) j += 1;
    largest = Math.max(largest, Math.abs(i / left.length - j / right.length));
  }
  return largest;
}

/**
 * Probability of at least this distance between samples of these sizes that follow the same law.
 *
 * Source: Smirnov (1939); the correction for small samples is that of Stephens (1970), Use of the
 * Kolmogorov-Smirnov Statistics Without Extensive Tables, Journal of the Royal Statistical Society B 32.
 */
export function smirnovTail(distance: number, leftCount: number, rightCount: number): number {
  const root = Math.sqrt((leftCount * rightCount) / (leftCount + rightCount));
  const lambda = (root + 0.12 + 0.11 / root) * distance;
  return kolmogorovTail(lambda);
}

/** Probability that a Brownian bridge goes further than `reach` from 0. Source: Kolmogorov (1933). */
export function kolmogorovTail(reach: number): number {
  if (reach < SURE_BELOW) return 1;
  let sum = 0;
  for (let j = 1; j <= MOST_TERMS; j += 1) {
    const term = Math.exp(-2 * j * j * reach * reach);
    sum += j % 2 === 1 ? term : -term;
    if (term < 1e-18) break;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}
