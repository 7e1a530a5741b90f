/** Symbols compared at once, and those by which earlier places are found. */
const TOGETHER = 32;
const KEY_BITS = 4;
const KEY = 2 ** KEY_BITS - 1;
const NONE = -1;

/** What the search in sequences of `count` symbols works in. */
export class LempelZivMemory {
  /** From each place on the symbols that are compared at once, the first in the lowest bit; zeros follow the end. */
  readonly ahead: Int32Array;
  /** For each beginning of a few symbols the last place with it, and for each place the one before with the same. */
  readonly latest = new Int32Array(KEY + 1);
  readonly before: Int32Array;

  constructor(count: number) {
    this.ahead = new Int32Array(count);
    this.before = new Int32Array(count);
  }
}

/**
 * Words a sequence of the symbols 0 and 1 falls into when each is the shortest stretch that has not occurred
 * before, overlaps included; a last word cut off by the end counts as well. Few words mean a pattern.
 *
 * Source: Lempel & Ziv (1976), On the Complexity of Finite Sequences, IEEE Trans. Information Theory 22.
 */
export function lempelZivWords(
  symbols: ArrayLike<number>,
  memory = new LempelZivMemory(symbols.length),
): number {
  const { ahead, before, latest } = memory;
  let bits = 0;
  for (let i = symbols.length - 1; i >= 0; i -= 1) ahead[i] = bits = (bits << 1) | (symbols[i] as number);
  latest.fill(NONE);
  let words = 0;
  for (let from = 0, known = 0; from < symbols.length; words += 1) {
    for (; known < from; known += 1) {
      const key = (ahead[known] as number) & KEY;
      before[known] = latest[key] as number;
      latest[key] = known;
    }
    from += longestRepeat(symbols, memory, from) + 1;
  }
  return words;
}

/** Length of the longest stretch from `from` on that also begins earlier. */
function longestRepeat(symbols: ArrayLike<number>, memory: LempelZivMemory, from: number): number {
  const { ahead, before, latest } = memory;
  const last = latest[(ahead[from] as number) & KEY] as number;
  let longest = 0;
  if (last === NONE) {
    for (let place = 0; place < from; place += 1)
      longest = Math.max(longest, commonLength(symbols, ahead, place, from));
  }
  // No other place has as many symbols in common as those with the same few first ones.
  for (let place = last; place !== NONE; place = before[place] as number)
    longest = Math.max(longest, commonLength(symbols, ahead, place, from));
  return Math.min(longest, symbols.length - from);
}

/** How many symbols are the same from two places on; of what follows the end any number may be. */
function commonLength(symbols: ArrayLike<number>, ahead: Int32Array, place: number, from: number): number {
  const differ = (ahead[place] as number) ^ (ahead[from] as number);
  if (differ !== 0) return TOGETHER - 1 - Math.clz32(differ & -differ);
  let length = TOGETHER;
  while (from + length < symbols.length && symbols[place + length] === symbols[from + length]) length += 1;
  return length;
}
