/**
 * The value below which a share `p` of `sorted` lies, interpolated linearly between neighbors
 * (type 7 of Hyndman & Fan 1996). Undefined of nothing.
 * @throws {RangeError} when `p` is not in 0 to 1.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number | undefined {
  if (!(p >= 0) || !(p <= 1)) throw new RangeError(`a share must lie in 0 to 1, was ${p}`);
  if (sorted.length === 0) return undefined;
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (place - below) * (high - low);
}
