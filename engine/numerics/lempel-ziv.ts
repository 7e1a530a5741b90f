/**
 * Words a sequence of symbols falls into when each is the shortest stretch that has not occurred before,
 * overlaps included; a last word cut off by the end counts as well. Few words mean a pattern.
 *
 * Source: Lempel & Ziv (1976), On the Complexity of Finite Sequences, IEEE Trans. Information Theory 22.
 */
export function lempelZivWords(symbols: ArrayLike<number>): number {
  let words = 0;
  for (let from = 0; from < symbols.length; words += 1) from += longestRepeat(symbols, from) + 1;
  return words;
}

/** Length of the longest stretch from `from` on that also begins earlier. */
function longestRepeat(symbols: ArrayLike<number>, from: number): number {
  let longest = 0;
  for (let earlier = 0; earlier < from; earlier += 1) {
    // What does not go on longer than the longest so far need not be compared from its beginning.
    if (symbols[earlier + longest] !== symbols[from + longest]) continue;
    let length = 0;
    while (from + length < symbols.length && symbols[earlier + length] === symbols[from + length])
      length += 1;
    if (length > longest) longest = length;
    if (from + longest === symbols.length) break;
  }
  return longest;
}
