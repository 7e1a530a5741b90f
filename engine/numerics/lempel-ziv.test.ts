import { describe, expect, it } from 'vitest';
import { lempelZivWords } from './lempel-ziv.ts';
import { Mulberry32 } from './mulberry32.ts';

const wordsOf = (text: string) => lempelZivWords(Uint8Array.from(text, Number));

describe('the words of Lempel and Ziv', () => {
  it.each([
    ['0001101001000101', 6], // 0 001 10 100 1000 101, the example of the paper
    ['0000000000', 2], // 0 and the rest
    ['0101010101', 3], // 0 1 and the rest
    ['01', 2],
    ['', 0],
  ])('of %s are %d', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  it('are those of comparing stretch by stretch, however long the sequence', () => {
    const random = new Mulberry32(3);
    for (const length of [31, 32, 33, 64, 65, 200, 517]) {
      const text = Array.from({ length }, (_, i) => (random.uniform() < 0.3 ? 1 : i % 3 === 0 ? 1 : 0)).join(
        '',
      );
      expect(wordsOf(text)).toBe(wordsByText(text));
    }
  });
});

/** Each word is taken on as long as it occurs in what is before its last symbol. */
function wordsByText(text: string): number {
  let words = 0;
  for (let from = 0; from < text.length; words += 1) {
    let to = from + 1;
    while (to < text.length && text.slice(0, to - 1).includes(text.slice(from, to))) to += 1;
    from = to;
  }
  return words;
}
