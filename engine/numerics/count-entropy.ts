/**
 * Shannon entropy in nats of the shares that `counts` have of their sum; empty places add nothing. 0 for
 * one place or none. No correction for the smallness of the sample.
 *
 * Source: Shannon (1948), A Mathematical Theory of Communication, Bell System Technical Journal 27.
 */
export function countEntropy(counts: ArrayLike<number>): number {
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i] as number;
    if (count <= 0) continue;
    total += count;
    weighted += count * Math.log(count);
  }
  // -sum p ln p with p = count / total, with one logarithm a place.
  return total > 0 ? Math.max(0, Math.log(total) - weighted / total) : 0;
}
