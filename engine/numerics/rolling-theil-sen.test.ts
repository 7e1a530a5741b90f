import { describe, expect, it } from 'vitest';
import { quantileOfSorted } from './quantile.ts';
import { Random } from './random.ts';
import { RollingTheilSen } from './rolling-theil-sen.ts';

const slopesOf = (values: readonly number[]) =>
  values
    .flatMap((later, j) => values.slice(0, j).map((earlier, i) => (later - earlier) / (j - i)))
    .toSorted((a, b) => a - b);

describe('rolling slopes of Theil and Sen', () => {
  it('are those of all pairs of the window, ties included', () => {
    const random = new Random(25);
    const values = Array.from({ length: 200 }, (_, i) => (i % 40 < 20 ? random.normal() : random.integer(3)));
    const rolling = new RollingTheilSen(9);
    expect(rolling.slope).toBeNaN();
    rolling.push(values[0] as number);
    values.slice(1).forEach((value, i) => {
      rolling.push(value);
      const slopes = slopesOf(values.slice(Math.max(0, i - 7), i + 2));
      expect(rolling.slope).toBeCloseTo(quantileOfSorted(slopes, 0.5) ?? NaN, 13);
      const rising = slopes.filter((slope) => slope > 0).length;
      expect(rolling.shareOfSign(1)).toEqual(rising / slopes.length);
    });
    expect(rolling.isFull).toBe(true);
  });

  it('give the slope of a line that one value does not follow', () => {
    const rolling = new RollingTheilSen(7);
    [1, 3, 5, -90, 9, 11, 13].forEach((value) => rolling.push(value));
    expect(rolling.slope).toBe(2);
  });
});
