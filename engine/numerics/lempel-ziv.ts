const BITS = 32;

/**
 * Words a sequence of the symbols 0 and 1 falls into when each is the shortest stretch that has not occurred
 * before, overlaps included; a last word cut off by the end counts as well. Few words mean a pattern.
 *
 * Source: Lempel & Ziv (1976), On the Complexity of Finite Sequences, IEEE Trans. Information Theory 22.
 */
export function lempelZivWords(symbols: ArrayLike<number>): number {
  const ones = packed(symbols);
  const candidates = new Int32Array(ones.length);
  let words = 0;
  for (let from = 0; from < symbols.length; words += 1)
    from += longestRepeat(ones, candidates, from, symbols.length) + 1;
  return words;
}

/** A bit for each symbol, the first in the lowest of the first number; zeros follow. */
function packed(symbols: ArrayLike<number>): Int32Array {
  const ones = new Int32Array(Math.floor(symbols.length / BITS) + 2);
  for (let i = 0; i < symbols.length; i += 1)
    ones[i >> 5] = (ones[i >> 5] as number) | ((symbols[i] as number) << (i & 31));
  return ones;
}

/** Length of the longest stretch from `from` on that also begins earlier: of all earlier places at once, a symbol at a time. */
function longestRepeat(ones: Int32Array, candidates: Int32Array, from: number, length: number): number {
  const count = Math.ceil(from / BITS);
  candidates.fill(-1, 0, count);
  if ((from & 31) > 0) candidates[count - 1] = (1 << (from & 31)) - 1;
  for (let ahead = 0; from + ahead < length; ahead += 1) {
    const next = from + ahead;
    // All ones where the next symbol is 0: what does not differ from it then stays.
    const differs = (((ones[next >> 5] as number) >>> (next & 31)) & 1) - 1;
    const whole = ahead >> 5;
    const rest = ahead & 31;
    let left = 0;
    for (let i = 0; i < count; i += 1) {
      const low = (ones[i + whole] as number) >>> rest;
      // In two steps: a shift by 32 would be none.
      const high = ((ones[i + whole + 1] as number) << 1) << (31 - rest);
      const kept = (candidates[i] as number) & ((low | high) ^ differs);
      candidates[i] = kept;
      left |= kept;
    }
    if (left === 0) return ahead;
  }
  return length - from;
}
