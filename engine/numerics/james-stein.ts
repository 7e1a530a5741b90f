/**
 * Pulls `estimates`, each with the same `variance`, towards their mean, the more the less they differ: the
 * sum of squared errors is smaller than without for four or more, whatever the truth. Writes in place.
 *
 * Source: James & Stein (1961); towards the mean: Efron & Morris (1973), JASA 68 (positive part).
 */
export function shrinkTowardsMean(estimates: Float64Array, variance: number): void {
  const count = estimates.length;
  let mean = 0;
  for (let i = 0; i < count; i += 1) mean += (estimates[i] as number) / count;
  let spread = 0;
  for (let i = 0; i < count; i += 1) spread += ((estimates[i] as number) - mean) ** 2;
  const factor = spread > 0 ? Math.max(0, 1 - ((count - 3) * variance) / spread) : 0;
  for (let i = 0; i < count; i += 1) estimates[i] = mean + factor * ((estimates[i] as number) - mean);
}
