import { describe, expect, it } from 'vitest';
import { sampleShape } from './sample-shape.ts';

describe('the shape of a sample', () => {
  it('is worked out by hand: 1, 2, 3, 4, 10', () => {
    // Deviations -3, -2, -1, 0, 6: squares 50, cubes 180, fourth powers 1394.
    const { mean, variance, skewness, kurtosis } = sampleShape([1, 2, 3, 4, 10]);
    expect([mean, variance]).toEqual([4, 10]);
    expect(skewness).toBeCloseTo(180 / 5 / 10 ** 1.5, 14);
    expect(kurtosis).toBeCloseTo(1394 / 5 / 100, 14);
  });

  it('has no form where nothing varies', () => {
    expect(sampleShape([2, 2, 2])).toEqual({ count: 3, mean: 2, variance: 0, skewness: NaN, kurtosis: NaN });
  });

  it('looks at the first values only when told how many', () => {
    expect(sampleShape(Float64Array.of(1, 3, 99), 2).mean).toBe(2);
  });
});
