import { describe, expect, it } from 'vitest';
import { nonNegativeLeastSquares } from './non-negative-least-squares.ts';

describe('least squares without negative coefficients', () => {
  it('is plain least squares where none would be negative', () => {
    // y = 2 a + 3 b exactly.
    const found = nonNegativeLeastSquares(
      [
        [1, 0],
        [1, 1],
        [0, 2],
        [2, 1],
      ],
      [2, 5, 6, 7],
    );
    expect(found[0]).toBeCloseTo(2, 12);
    expect(found[1]).toBeCloseTo(3, 12);
  });

  it('leaves out a column that would be negative', () => {
    // y = a - b; without b, a is (1 * 1 + 2 * 1) / (1 + 4).
    const found = nonNegativeLeastSquares(
      [
        [1, 0],
        [2, 1],
      ],
      [1, 1],
    );
    expect([...found]).toEqual([expect.closeTo(0.6, 12), 0]);
  });

  it('gives a column of zeros no weight', () => {
    expect([
      ...nonNegativeLeastSquares(
        [
          [0, 1],
          [0, 2],
        ],
        [2, 4],
      ),
    ]).toEqual([0, expect.closeTo(2, 12)]);
  });
});
