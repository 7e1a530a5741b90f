import { describe, expect, it } from 'vitest';
import { countEntropy } from './count-entropy.ts';

describe('the entropy of counts', () => {
  it('is the logarithm of the number of places where all are alike', () => {
    expect(countEntropy([3, 3, 3, 3])).toBeCloseTo(Math.log(4), 14);
  });

  it('is nothing where one place holds everything, or none does', () => {
    expect([countEntropy([0, 7, 0]), countEntropy([0, 0]), countEntropy([])]).toEqual([0, 0, 0]);
  });

  it('is 1.75 bits for shares of an eighth, an eighth, a quarter and a half', () => {
    expect(countEntropy(Uint16Array.of(1, 1, 2, 4))).toBeCloseTo(1.75 * Math.LN2, 14);
  });
});
