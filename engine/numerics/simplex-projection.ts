/** The weights above or at zero with a sum of 1 that lie nearest to `point` (Duchi et al. 2008). */
export function simplexProjection(point: readonly number[]): number[] {
  const weights = point.toSorted((a, b) => b - a);
  let sum = 0;
  let shift = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const each = weights[i] as number;
    sum += each;
    const candidate = (sum - 1) / (i + 1);
    if (each > candidate) shift = candidate;
  }
  for (let i = 0; i < weights.length; i += 1) weights[i] = Math.max(0, (point[i] as number) - shift);
  return weights;
}
