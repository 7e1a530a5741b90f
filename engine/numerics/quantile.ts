/**
 * The value below which a share `p` of the first `count` of `sorted` lies, all when left out, interpolated linearly
 * between neighbors (type 7 of Hyndman & Fan 1996). Undefined of nothing.
 * @throws {RangeError} when `p` is not in 0 to 1.
 */
export function quantileOfSorted(
  sorted: ArrayLike<number>,
  p: number,
  count = sorted.length,
): number | undefined {
  if (!(p >= 0) || !(p <= 1)) throw new RangeError(`a share must lie in 0 to 1, was ${p}`);
  if (count === 0) return undefined;
  const place = p * (count - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, count - 1)] ?? NaN;
  return low + (place - below) * (high - low);
}
