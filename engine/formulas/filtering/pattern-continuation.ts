/** Largest share of the patterns that may lie in their last values. */
const LARGEST_VERTICALITY = 0.99;

/** What the newest values weigh, oldest first, in the last value as the patterns see it and in a later one. */
export interface Continuation {
  readonly last: Float64Array;
  readonly forecast: Float64Array;
}

/**
 * How patterns of unit length continue a series of mean 0 by `steps` values, as weights of its newest
 * `count` values: all of it is linear in them, so it is worked out once for each set of patterns. Undefined
 * where a pattern is all in its last value, which nothing before it foretells.
 */
export function continuationOf(
  patterns: readonly Float64Array[],
  count: number,
  steps: number,
): Continuation | undefined {
  const rule = recurrence(patterns);
  if (rule === undefined) return undefined;
  const last = new Float64Array(count);
  last[count - 1] = 1;
  const path = new Float64Array(count + steps);
  path[count + steps - 1] = 1;
  // Each value ahead is replaced by those before it that it is made from, the furthest first.
  for (let at = count + steps - 1; at >= count; at -= 1) {
    const weight = path[at] as number;
    for (let i = 0; i < rule.length; i += 1) {
      const place = at - rule.length + i;
      path[place] = (path[place] as number) + weight * (rule[i] as number);
    }
  }
  return { last: asSeen(last, patterns), forecast: asSeen(path.subarray(0, count), patterns) };
}

/** Weights of the values before the next one, oldest first. */
function recurrence(patterns: readonly Float64Array[]): Float64Array | undefined {
  const before = (patterns[0]?.length ?? 0) - 1;
  const rule = new Float64Array(before);
  let verticality = 0;
  for (const pattern of patterns) {
    const end = pattern[before] as number;
    verticality += end * end;
    for (let i = 0; i < before; i += 1) rule[i] = (rule[i] as number) + end * (pattern[i] as number);
  }
  return verticality > LARGEST_VERTICALITY ? undefined : rule.map((each) => each / (1 - verticality));
}

/** Weights of values as the patterns see them (every stretch projected, what overlaps averaged) as weights of the values. */
function asSeen(weights: Float64Array, patterns: readonly Float64Array[]): Float64Array {
  const length = patterns[0]?.length ?? 0;
  const stretches = weights.length - length + 1;
  const shares = weights.map((each, i) => each / Math.min(i + 1, weights.length - i, length, stretches));
  const seen = new Float64Array(weights.length);
  for (let from = 0; from < stretches; from += 1) {
    for (const pattern of patterns) {
      let share = 0;
      for (let i = 0; i < length; i += 1) share += (pattern[i] as number) * (shares[from + i] as number);
      if (share === 0) continue;
      for (let i = 0; i < length; i += 1) {
        seen[from + i] = (seen[from + i] as number) + share * (pattern[i] as number);
      }
    }
  }
  return seen;
}
