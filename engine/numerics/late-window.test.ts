import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LateWindow } from './late-window.ts';
import { RollingRank } from './rolling-rank.ts';
import { SortedWindow } from './sorted-window.ts';

describe('a late window', () => {
  it('says what a sorted window and a rolling rank of the same values say, however seldom somebody asks', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 8 }), (pushed, length) => {
        const late = new LateWindow(length);
        const sorted = new SortedWindow(length);
        const ranks = new RollingRank(length);
        for (const [value, isAsked] of pushed) {
          late.push(value);
          sorted.push(value);
          ranks.push(value);
          expect(late.count).toBe(sorted.count);
          expect(late.isFull).toBe(sorted.isFull);
          if (!isAsked) continue;
          expect(late.rank).toBe(ranks.rank);
          expect(late.quantile(0.3)).toBe(sorted.quantile(0.3));
        }
      }),
    );
  });

  it('says nothing before the first value', () => {
    expect(new LateWindow(3).quantile(0.5)).toBeNaN();
    expect(new LateWindow(3).rank).toBeNaN();
  });
});
