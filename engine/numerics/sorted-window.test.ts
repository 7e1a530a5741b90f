import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { SortedWindow } from './sorted-window.ts';

describe('a sorted window', () => {
  it('holds the last values in order, ties included', () => {
    const random = new Random(3);
    const values = Array.from({ length: 400 }, () => random.integer(12) - 6);
    const window = new SortedWindow(25);
    values.forEach((value, index) => {
      const leaving = window.push(value);
      expect(leaving).toBe(index < 25 ? NaN : values[index - 25]);
      const held = values.slice(Math.max(0, index - 24), index + 1).toSorted((a, b) => a - b);
      expect([...window.sorted.subarray(0, window.count)]).toEqual(held);
      expect(window.countBelow(2)).toBe(held.filter((each) => each < 2).length);
      expect(window.countNotAbove(2)).toBe(held.filter((each) => each <= 2).length);
    });
    expect(window.isFull).toBe(true);
  });

  it('interpolates quantiles between neighbors, of as many values as it holds', () => {
    const window = new SortedWindow(5);
    expect(window.quantile(0.5)).toBeNaN();
    [8, 1].forEach((value) => window.push(value));
    expect(window.quantile(0.5)).toBe(4.5);
    [16, 4, 2].forEach((value) => window.push(value));
    expect([0.25, 0.5, 0.75].map((p) => window.quantile(p))).toEqual([2, 4, 8]);
  });

  it('refuses a window without room', () => {
    expect(() => new SortedWindow(0)).toThrow('a window must be a whole number of at least 1, was 0');
  });
});
