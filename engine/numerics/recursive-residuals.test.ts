import { describe, expect, it } from 'vitest';
import { recursiveResiduals } from './recursive-residuals.ts';

describe('recursive residuals', () => {
  it('are those of the formula catalogue', () => {
    // statsmodels recursive_olsresiduals(..., skip=2), as the catalogue states them.
    const { count, residuals } = recursiveResiduals([0, 1, 1, 2, 1, 3], [1, 2, 1.5, 3, 2.5, 4]);
    expect(count).toBe(4);
    [-0.353553390593, 0.25, 0.559016994375, 0].forEach((each, i) =>
      expect(residuals[i]).toBeCloseTo(each, 11),
    );
  });

  it('begin with the first pair that a line foretells', () => {
    // Two equal x give no line: the first error is that of the fourth pair.
    expect(recursiveResiduals([1, 1, 2, 3], [0, 0, 1, 2]).count).toBe(1);
    expect(recursiveResiduals([1, 1, 1], [1, 2, 3]).count).toBe(0);
  });
});
