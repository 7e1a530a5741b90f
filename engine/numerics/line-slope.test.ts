import { describe, expect, it } from 'vitest';
import { lineSlope } from './line-slope.ts';

describe('the slope of a line', () => {
  it('is that of the points where they lie on one', () => {
    expect(lineSlope([1, 2, 4], [5, 3, -1])).toBeCloseTo(-2, 14);
  });

  it('is the least-squares one elsewhere', () => {
    // Means 1 and 7/3: (-1)(-7/3) + 1 (5/3) = 4, over (-1)(-1) + 1 = 2.
    expect(lineSlope([0, 1, 2], [0, 3, 4])).toBeCloseTo(4 / 2, 14);
  });

  it('does not exist where x does not vary', () => {
    expect(lineSlope([2, 2], [1, 3])).toBeNaN();
    expect(lineSlope([2], [1])).toBeNaN();
  });
});
