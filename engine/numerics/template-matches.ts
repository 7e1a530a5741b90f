/** How often stretches of a series come again, within a tolerance in every place. */
export interface TemplateMatches {
  /** Pairs of stretches of `m` values that match, of those that one more value follows. */
  readonly short: number;
  /** Pairs of stretches of `m + 1` values that match. */
  readonly long: number;
}

/** Counts matching pairs of stretches; a stretch is not compared with itself. */
export function templateMatches(values: ArrayLike<number>, m: number, tolerance: number): TemplateMatches {
  const last = values.length - m;
  let short = 0;
  let long = 0;
  for (let i = 0; i < last; i += 1) {
    for (let j = i + 1; j < last; j += 1) {
      if (!matches(values, i, j, { length: m, tolerance })) continue;
      short += 1;
      if (isWithin(values, i + m, j + m, tolerance)) long += 1;
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
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 1; j < count; j += 1) {
      if (!matches(values, i, j, { length, tolerance })) continue;
      found[i] = (found[i] as number) + 1;
      found[j] = (found[j] as number) + 1;
    }
  }
  let sum = 0;
  for (const each of found) sum += Math.log(each / count);
  return sum / count;
}

function matches(
  values: ArrayLike<number>,
  i: number,
  j: number,
  { length, tolerance }: { readonly length: number; readonly tolerance: number },
): boolean {
  for (let k = 0; k < length; k += 1) if (!isWithin(values, i + k, j + k, tolerance)) return false;
  return true;
}

function isWithin(values: ArrayLike<number>, i: number, j: number, tolerance: number): boolean {
  return Math.abs((values[i] as number) - (values[j] as number)) <= tolerance;
}
