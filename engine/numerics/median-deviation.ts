/**
 * Median of the distances from the median of the first `count` of `sorted`, which ascend; not scaled. Two
 * walks from the middle outwards, no second sort. NaN of nothing.
 */
export function medianDeviation(sorted: ArrayLike<number>, count = sorted.length): number {
  if (count === 0) return NaN;
  const middle = (count - 1) / 2;
  const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
  let below = Math.floor(middle);
  let above = below + 1;
  let before = 0;
  let distance = 0;
  for (let taken = 0; taken <= Math.floor(count / 2); taken += 1) {
    before = distance;
    const isBelow =
      above >= count ||
      (below >= 0 && median - (sorted[below] as number) <= (sorted[above] as number) - median);
    if (isBelow) {
      distance = median - (sorted[below] as number);
      below -= 1;
    } else {
      distance = (sorted[above] as number) - median;
      above += 1;
    }
  }
  return count % 2 === 1 ? distance : (before + distance) / 2;
}
