import { describe, expect, it } from 'vitest';
import { isotonicRegression, isotonicValue, placeAtOrBelow } from './isotonic-regression.ts';

describe('isotonic regression', () => {
  it('pools what falls', () => {
    // scikit-learn’s IsotonicRegression gives the same.
    const fit = isotonicRegression([1, 2, 3, 4, 5, 6], [0, 1, 0, 0, 1, 1]);
    [0, 1 / 3, 1 / 3, 1 / 3, 1, 1].forEach((each, i) => expect(fit.values[i]).toBeCloseTo(each, 12));
    // Equal neighbors are one block too.
    expect([...fit.blockWeights]).toEqual([1, 3, 3, 3, 2, 2]);
  });

  it('takes observations of one place together, in any order', () => {
    const fit = isotonicRegression([2, 1, 2, 1, 1], [1, 0, 0, 1, 0]);
    expect([...fit.places]).toEqual([1, 2]);
    expect([...fit.values]).toEqual([1 / 3, 1 / 2]);
    expect([...fit.blockWeights]).toEqual([3, 2]);
  });

  it('weighs blocks by their observations when it pools them', () => {
    const fit = isotonicRegression([1, 1, 1, 2], [1, 1, 1, 0]);
    expect([...fit.values]).toEqual([0.75, 0.75]);
  });

  it('goes straight between places and on level outside', () => {
    const fit = isotonicRegression([1, 3], [0, 1]);
    expect([0, 1, 1.5, 3, 9].map((at) => isotonicValue(fit, at))).toEqual([0, 0, 0.25, 1, 1]);
    expect([0, 1, 2.9, 3, 9].map((at) => placeAtOrBelow(fit.places, at))).toEqual([0, 0, 0, 1, 1]);
    expect(isotonicValue(isotonicRegression([], []), 1)).toBeNaN();
  });
});
