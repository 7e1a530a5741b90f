/** What is said of stretches of a series that come again within a tolerance in every place. */
export interface TemplateMatches {
  /** Of stretches of `m` values. */
  readonly short: number;
  /** Of stretches of `m + 1` values. */
  readonly long: number;
}

/**
 * Counts matching pairs of stretches; a stretch is not compared with itself, and of the short ones those count
 * that one more value follows. Each diagonal is one walk that
 * counts how many pairs in a row lie within the tolerance: the pair one step on is the next on it. Nothing is
 * decided on the way that a processor would have to guess.
 */
export function templateMatches(values: ArrayLike<number>, m: number, tolerance: number): TemplateMatches {
  const last = values.length - 1;
  let short = 0;
  let long = 0;
  for (let lag = 1; lag <= last; lag += 1) {
    let row = 0;
    for (let i = 0; i + lag < last; i += 1) {
      const apart = Math.abs((values[i] as number) - (values[i + lag] as number));
      row = (row + 1) & -Number(apart <= tolerance);
      short += Number(row >= m);
      long += Number(row > m);
    }
    // The last short stretch has no value behind it.
    const isNear = Math.abs((values[last - lag] as number) - (values[last] as number)) <= tolerance;
    long += Number(isNear && row >= m);
  }
  return { short, long };
}

/**
 * Mean logarithm of the share of stretches that match each stretch, itself among them: of stretches of `m`
 * values, and of stretches of one more.
 */
export function meanLogMatchShares(values: ArrayLike<number>, m: number, tolerance: number): TemplateMatches {
  const short = new Int32Array(values.length - m + 1).fill(1);
  const long = new Int32Array(values.length - m).fill(1);
  for (let lag = 1; lag < short.length; lag += 1) {
    let row = 0;
    for (let i = 0; i + lag < values.length; i += 1) {
      const apart = Math.abs((values[i] as number) - (values[i + lag] as number));
      row = (row + 1) & -Number(apart <= tolerance);
      if (row >= m) countPair(short, i - m + 1, lag);
      if (row > m) countPair(long, i - m, lag);
    }
  }
  return { short: meanLogShare(short), long: meanLogShare(long) };
}

function countPair(found: Int32Array, first: number, lag: number): void {
  found[first] = (found[first] as number) + 1;
  found[first + lag] = (found[first + lag] as number) + 1;
}

function meanLogShare(found: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < found.length; i += 1) sum += Math.log((found[i] as number) / found.length);
  return sum / found.length;
}
