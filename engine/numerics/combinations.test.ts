import { describe, expect, it } from 'vitest';
import { combinations } from './combinations.ts';

describe('combinations', () => {
  it('are all, in order', () => {
    expect(combinations(4, 2)).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
  });

  it('are as many as the binomial coefficient, no two alike', () => {
    const all = combinations(10, 5);
    expect(all).toHaveLength(252);
    expect(new Set(all.map((each) => each.join())).size).toBe(252);
  });

  it('are one of all or of none, and none of too many', () => {
    expect(combinations(3, 3)).toEqual([[0, 1, 2]]);
    expect(combinations(3, 0)).toEqual([[]]);
    expect(combinations(2, 3)).toEqual([]);
  });
});
