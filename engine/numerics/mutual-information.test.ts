import { describe, expect, it } from 'vitest';
import { mutualInformation } from './mutual-information.ts';

describe('mutual information', () => {
  it('is nothing where rows and columns are independent', () => {
    expect(mutualInformation([2, 4, 6, 1, 2, 3], 3)).toBeCloseTo(0, 14);
    expect(mutualInformation([0, 0, 0, 0], 2)).toBe(0);
  });

  it('is the whole entropy where one tells the other', () => {
    expect(mutualInformation([5, 0, 0, 0, 5, 0, 0, 0, 5], 3)).toBeCloseTo(Math.log(3), 14);
  });

  it('is 0.8 ln 1.6 + 0.2 ln 0.4 for four of five on the diagonal', () => {
    expect(mutualInformation([4, 1, 1, 4], 2)).toBeCloseTo(0.8 * Math.log(1.6) + 0.2 * Math.log(0.4), 14);
  });
});
