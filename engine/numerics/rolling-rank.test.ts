import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RollingRank } from './rolling-rank.ts';

const ranksOf = (length: number, values: readonly number[]) => {
  const ranks = new RollingRank(length);
  return values.map((value) => {
    ranks.push(value);
    return ranks.rank;
  });
};

describe('a rolling rank', () => {
  it('counts what lies below, and half of what is equal', () => {
    expect(ranksOf(4, [5, 7, 7, 1, 7])).toEqual([0.5, 1.5 / 2, 2 / 3, 0.5 / 4, 2.5 / 4]);
  });

  it('takes for equal what differs by rounding alone', () => {
    expect(ranksOf(3, [0.3, 0.1 + 0.2, 0.5, 0.3])).toEqual([0.5, 0.5, 2.5 / 3, 1 / 3]);
    expect(ranksOf(3, [-0.3, -0.1 - 0.2, 0])).toEqual([0.5, 0.5, 2.5 / 3]);
  });

  it('is what counting over the window gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 })), fc.integer({ min: 1, max: 6 }), (values, n) => {
        const counted = values.map((value, i) => {
          const window = values.slice(Math.max(0, i + 1 - n), i + 1);
          const below = window.filter((each) => each < value).length;
          return (below + window.filter((each) => each === value).length / 2) / window.length;
        });
        expect(ranksOf(n, values)).toEqual(counted);
      }),
    );
  });
});
