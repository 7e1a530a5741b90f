import { describe, expect, it } from 'vitest';
import { kruskalWallis } from './kruskal-wallis.ts';

describe('the test of Kruskal and Wallis', () => {
  it('has the statistic of ranks that stand apart', () => {
    // Ranks 1, 2, 4 and 3, 5, 6 and 7, 8, 9: sums of 7, 14 and 24.
    const test = kruskalWallis([
      [1, 2, 3],
      [2.5, 3.5, 4.5],
      [6, 7, 8],
    ]);
    // 12 / 90 * (49 + 196 + 576) / 3 - 30
    expect(test?.statistic).toBeCloseTo(6.48888888889, 10);
    expect(test?.pValue).toBeCloseTo(Math.exp(-6.48888888889 / 2), 10);
  });

  it('gives equal numbers their average rank', () => {
    const test = kruskalWallis([
      [1, 1],
      [1, 2],
    ]);
    // Ranks 2, 2 and 2, 4: 12 / 20 * (16 + 36) / 2 - 15 = 0.6, over 1 - 24 / 60.
    expect(test?.statistic).toBeCloseTo(1, 12);
  });

  it('finds no difference between groups with the same ranks', () => {
    const test = kruskalWallis([
      [1, 4],
      [2, 3],
    ]);
    expect(test?.statistic).toBeCloseTo(0, 12);
    expect(test?.pValue).toBeCloseTo(1, 12);
  });

  it.each([
    ['one group', [[1, 2]]],
    ['an empty group', [[1], []]],
    ['nothing but equal numbers', [[1, 1], [1]]],
  ])('has no answer for %s', (_what, groups) => {
    expect(kruskalWallis(groups)).toBeUndefined();
  });
});
