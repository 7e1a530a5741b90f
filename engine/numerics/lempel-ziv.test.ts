import { describe, expect, it } from 'vitest';
import { lempelZivWords } from './lempel-ziv.ts';

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
});
