import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { RankedWindow } from './ranked-window.ts';

/** Twice the average rank of each value of a list. */
const doubleRanks = (values: readonly number[]) =>
  values.map(
    (value) =>
      values.filter((each) => each < value).length + values.filter((each) => each <= value).length + 1,
  );

describe('the ranked window', () => {
  it.each([3, 1000])(
    'has the average ranks of the last values, drawn from %d different ones',
    (different) => {
      const random = new Mulberry32(7);
      const window = new RankedWindow(12);
      const byRank = Float64Array.from({ length: 26 }, (_, i) => i);
      const seen: number[] = [];
      for (let t = 0; t < 200; t += 1) {
        const value = Math.floor(different * random.uniform());
        window.push(value);
        seen.push(value);
        const last = seen.slice(-12);
        const ranks = new Float64Array(last.length);
        window.copyRanked(byRank, ranks);
        expect([...ranks]).toEqual(doubleRanks(last));
        expect(window.newestRank).toBe(doubleRanks(last).at(-1));
        expect(window.isFull).toBe(t >= 11);
      }
    },
  );

  it('refuses a window of none', () => {
    expect(() => new RankedWindow(0)).toThrow(RangeError);
  });
});
