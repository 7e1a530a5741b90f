/** How many of the first `count` values of an ascending list lie below `value`. */
export function countBelow(sorted: Readonly<Float64Array>, value: number, count = sorted.length): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the first `count` values of an ascending list are at most `value`. */
export function countNotAbove(sorted: Readonly<Float64Array>, value: number, count = sorted.length): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Closes the gap at `from` and opens one before which `to` values lie; only what lies between moves. Answers where
 * the new gap is.
 */
export function moveGap(list: Float64Array | Uint32Array, from: number, to: number): number {
  if (to > from) {
    list.copyWithin(from, from + 1, to);
    return to - 1;
  }
  list.copyWithin(to + 1, to, from);
  return to;
}
