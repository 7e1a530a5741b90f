/**
 * Number of the order in which `length` values stand, `delay` apart from `from` on: 0 when they rise,
 * `length! - 1` when they fall. Of equal values the earlier one counts as the smaller.
 */
export function ordinalPattern(values: ArrayLike<number>, from: number, length: number, delay = 1): number {
  let code = 0;
  for (let i = 0; i < length; i += 1) {
    const value = values[from + i * delay] as number;
    let smallerLater = 0;
    for (let j = i + 1; j < length; j += 1) {
      if ((values[from + j * delay] as number) < value) smallerLater += 1;
    }
    // The digits of the code count in factorials (Lehmer 1960).
    code = code * (length - i) + smallerLater;
  }
  return code;
}

/** How many orders `length` values can stand in: `length!`. */
export function orderCount(length: number): number {
  let count = 1;
  for (let each = 2; each <= length; each += 1) count *= each;
  return count;
}
