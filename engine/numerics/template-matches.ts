/** How often stretches of a series come again, within a tolerance in every place. */
export interface TemplateMatches {
  /** Pairs of stretches of `m` values that match, of those that one more value follows. */
  readonly short: number;
  /** Pairs of stretches of `m + 1` values that match. */
  readonly long: number;
}

/**
 * Counts matching pairs of stretches; a stretch is not compared with itself. Each diagonal is one walk that
 * counts how many pairs in a row lie within the tolerance: the pair one step on is the next on it.
 */
export function templateMatches(values: ArrayLike<number>, m: number, tolerance: number): TemplateMatches {
  const last = values.length - 1;
  let short = 0;
  let long = 0;
  for (let lag = 1; lag <= last; lag += 1) {
    let row = 0;
    for (let i = 0; i + lag <= last; i += 1) {
      row = Math.abs((values[i] as number) - (values[i + lag] as number)) <= tolerance ? row + 1 : 0;
      // The last short stretch has no value behind it.
      if (row >= m && i + lag < last) short += 1;
      if (row > m) long += 1;
    }
  }
  return { short, long };
}

/**
 * Mean logarithm of the share of stretches of `length` values that match each stretch, itself among them.
 */
export function meanLogMatchShare(values: ArrayLike<number>, length: number, tolerance: number): number {
  const count = values.length - length + 1;
  const found = new Int32Array(count).fill(1);
  for (let lag = 1; lag < count; lag += 1) {
    let row = 0;
    for (let i = 0; i + lag < values.length; i += 1) {
      row = Math.abs((values[i] as number) - (values[i + lag] as number)) <= tolerance ? row + 1 : 0;
      if (row < length) continue;
      const first = i - length + 1;
      found[first] = (found[first] as number) + 1;
      found[first + lag] = (found[first + lag] as number) + 1;
    }
  }
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += Math.log((found[i] as number) / count);
  return sum / count;
}
