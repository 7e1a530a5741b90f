/** The weights above or at zero with a sum of 1 that lie nearest to `point` (Duchi et al. 2008). */
export function simplexProjection(point: readonly number[]): number[] {
  let sum = 0;
  let shift = 0;
  for (const [i, each] of point.toSorted((a, b) => b - a).entries()) {
    sum += each;
    const candidate = (sum - 1) / (i + 1);
    if (each > candidate) shift = candidate;
  }
  return point.map((each) => Math.max(0, each - shift));
}
