import { describe, expect, it } from 'vitest';
import { smirnovDistance, smirnovTail } from './kolmogorov-smirnov.ts';

describe('the distance of Kolmogorov and Smirnov', () => {
  it('is the largest gap between two staircases', () => {
    expect(smirnovDistance([1, 2, 3, 4], [3, 4, 5, 6, 7])).toBeCloseTo(0.6, 14);
    expect(smirnovDistance([3, 4, 5, 6, 7], [1, 2, 3, 4])).toBeCloseTo(0.6, 14);
  });

  it('is 0 for equal samples, ties included, and 1 for samples apart', () => {
    expect(smirnovDistance([1, 1, 2], [1, 1, 2])).toBe(0);
    expect(smirnovDistance([1, 2], [3, 4, 5])).toBe(1);
  });

  it('has the tail of its limiting law', () => {
    // The limiting law leaves 5 % above 1.3581 and 1 % above 1.6276.
    const [root, correction] = [Math.sqrt(50), 0.12 + 0.11 / Math.sqrt(50)];
    expect(smirnovTail(1.3581 / (root + correction), 100, 100)).toBeCloseTo(0.05, 4);
    expect(smirnovTail(1.6276 / (root + correction), 100, 100)).toBeCloseTo(0.01, 4);
    expect(smirnovTail(0.01, 100, 100)).toBe(1);
  });
});
