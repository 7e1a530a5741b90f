import { describe, expect, it } from 'vitest';
import { correlation, correlationMatrix } from './correlation.ts';

describe('correlation', () => {
  it('is the covariance in units of both deviations', () => {
    // Deviations -1, 0, 1 and -1, 1, 0: product 1, both with squares of 2.
    expect(correlation([1, 2, 3], [0, 2, 1])).toBeCloseTo(0.5, 14);
  });

  it('does not exist where one does not vary', () => {
    expect(correlation([1, 1, 1], [0, 2, 1])).toBeNaN();
    expect(
      correlationMatrix([
        [1, 1, 1],
        [0, 2, 1],
      ]),
    ).toBeUndefined();
  });

  it('of columns is symmetric with ones on the diagonal', () => {
    const matrix = correlationMatrix([
      [1, 2, 3],
      [0, 2, 1],
    ])?.map((row) => [...row]);
    expect(matrix).toEqual([
      [1, expect.closeTo(0.5, 14)],
      [expect.closeTo(0.5, 14), 1],
    ]);
  });
});
