import { describe, expect, it } from 'vitest';
import { smallestMean } from './smallest-mean.ts';

describe('the mean of the smallest', () => {
  it('counts the last one in part', () => {
    // A quarter of six values is one and a half of them: (1 + 0.5 x 2) / 1.5.
    expect(smallestMean([6, 5, 4, 3, 2, 1], 0.25)).toBeCloseTo(2 / 1.5, 12);
    expect(smallestMean([3, 1, 2], 1)).toBe(2);
  });

  it.each([0, -0.1, 1.1, NaN])('is refused of a share of %s', (share) => {
    expect(() => smallestMean([1], share)).toThrow('a share must lie in 0 to 1');
  });

  it('is refused of nothing', () => {
    expect(() => smallestMean([], 0.5)).toThrow('the smallest of no values');
  });
});
