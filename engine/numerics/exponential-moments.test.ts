import { describe, expect, it } from 'vitest';
import { ExponentialMoments } from './exponential-moments.ts';

describe('exponential moments', () => {
  it('are those of the weights', () => {
    const moments = new ExponentialMoments(0.25);
    for (const value of [2, 6, 1]) moments.push(value);
    const weights = [0.75 * 0.75, 0.75 * 0.25, 0.25];
    const mean = weights[0]! * 2 + weights[1]! * 6 + weights[2]!;
    expect(moments.mean).toBeCloseTo(mean, 12);
    const variance =
      weights[0]! * (2 - mean) ** 2 + weights[1]! * (6 - mean) ** 2 + weights[2]! * (1 - mean) ** 2;
    expect(moments.variance).toBeCloseTo(variance, 12);
  });

  it('do not exist of nothing', () => {
    expect(new ExponentialMoments(0.1).mean).toBeNaN();
    expect(new ExponentialMoments(0.1).variance).toBeNaN();
  });

  it('refuse a share that is none', () => {
    expect(() => new ExponentialMoments(0)).toThrow('a share must be above 0 and at most 1, was 0');
  });
});
