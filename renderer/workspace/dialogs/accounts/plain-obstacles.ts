/**
 * A refusal with every word of the engine replaced by what it means. The words are stable; what stands around them is
 * said as it is.
 */
export function inPlainWords(detail: string, words: Readonly<Record<string, string>>): string {
  const named = detail.replace(/^not armed: /, '').split(', ');
  const isAllKnown = named.every((word) => Object.hasOwn(words, word));
  return isAllKnown ? named.map((word) => words[word]).join(' ') : detail;
}
