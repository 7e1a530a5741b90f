import { describe, expect, it } from 'vitest';
import { shrinkTowardsMean } from './james-stein.ts';

const shrunk = (values: readonly number[], variance: number) => {
  const estimates = Float64Array.from(values);
  shrinkTowardsMean(estimates, variance);
  return [...estimates];
};

describe('shrinkage towards the mean', () => {
  it('is worked out by hand: 1 to 5 keep four fifths of their distance', () => {
    shrunk([1, 2, 3, 4, 5], 1).forEach((each, i) =>
      expect(each).toBeCloseTo([1.4, 2.2, 3, 3.8, 4.6][i] ?? NaN, 14),
    );
  });

  it('leaves nothing of differences that chance explains', () => {
    shrunk([0.9, 1, 1.1, 1], 1).forEach((each) => expect(each).toBeCloseTo(1, 14));
    expect(shrunk([2, 2, 2, 2], 0)).toEqual([2, 2, 2, 2]);
  });
});
