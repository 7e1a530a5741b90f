import { describe, expect, it } from 'vitest';
import { medianDeviation } from './median-deviation.ts';
import { quantileOfSorted } from './quantile.ts';
import { Random } from './random.ts';

const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);

describe('the median deviation', () => {
  it('is worked out by hand', () => {
    // Distances from 2: 2, 1, 0, 2, 48.
    expect(medianDeviation([0, 1, 2, 4, 50])).toBe(2);
    // Distances from 2.5: 1.5, 0.5, 0.5, 7.5.
    expect(medianDeviation([1, 2, 3, 10])).toBe(1);
    expect(medianDeviation([7])).toBe(0);
    expect(medianDeviation([])).toBeNaN();
  });

  it('is the median of the distances, whatever the list', () => {
    const random = new Random(8);
    for (let count = 2; count < 40; count += 1) {
      const sorted = ascending(Array.from({ length: count }, () => random.integer(20)));
      const median = quantileOfSorted(sorted, 0.5) ?? NaN;
      const distances = ascending(sorted.map((value) => Math.abs(value - median)));
      expect(medianDeviation(sorted)).toBe(quantileOfSorted(distances, 0.5));
    }
  });
});
