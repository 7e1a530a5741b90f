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
