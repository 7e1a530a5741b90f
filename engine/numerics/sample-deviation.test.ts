import { describe, expect, it } from 'vitest';
import { sampleDeviation } from './sample-deviation.ts';

describe('the deviation of a sample', () => {
  it('divides by the number of values less one', () => {
    // Squares around 5: 9, 1, 1, 9.
    expect(sampleDeviation([2, 4, 6, 8])).toBeCloseTo(Math.sqrt(20 / 3), 14);
  });

  it('is not known below two values', () => {
    expect(sampleDeviation([3])).toBeNaN();
    expect(sampleDeviation([])).toBeNaN();
  });
});
