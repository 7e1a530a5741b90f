import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customaryLags, neweyWestCovariance, neweyWestErrors } from './newey-west.ts';
import { classicErrors, ordinaryLeastSquares } from './ordinary-least-squares.ts';

/** x = 0, 1, 2, 3 and y = 1, 3, 2, 6: slope 7/5, intercept 9/10, residuals 1, 7, -17, 9 tenths. */
const rows = [0, 1, 2, 3].map((x) => [1, x]);
const y = [1, 3, 2, 6];

const fitted = (design: readonly (readonly number[])[], values: readonly number[]) => {
  const fit = ordinaryLeastSquares(design, values);
  if (fit === undefined) throw new Error('the design of this test has a solution');
  return fit;
};

describe('ordinary least squares', () => {
  it('finds the line of four points worked out by hand', () => {
    const fit = fitted(rows, y);
    expect(fit.coefficients[0]).toBeCloseTo(0.9, 13);
    expect(fit.coefficients[1]).toBeCloseTo(1.4, 13);
    fit.residuals.forEach((residual, i) => expect(residual).toBeCloseTo([0.1, 0.7, -1.7, 0.9][i] ?? NaN, 13));
    // Squared residuals 0.01 + 0.49 + 2.89 + 0.81; squared distances of y from 3: 4 + 0 + 1 + 9.
    expect(fit.sumOfSquares).toBeCloseTo(4.2, 12);
    expect(fit.rSquared).toBeCloseTo(1 - 4.2 / 14, 13);
  });

  it("gives (X'X)^-1 of [[4, 6], [6, 14]], which is [[14, -6], [-6, 4]] / 20", () => {
    const { inverseGram } = fitted(rows, y);
    expect(inverseGram.flat().map((each) => Math.round(each * 1e12) / 1e12)).toEqual([0.7, -0.3, -0.3, 0.2]);
    const [intercept, slope] = classicErrors(fitted(rows, y));
    expect(intercept).toBeCloseTo(Math.sqrt((4.2 / 2) * 0.7), 13);
    expect(slope).toBeCloseTo(Math.sqrt((4.2 / 2) * 0.2), 13);
  });

  it.each([
    [
      'columns that depend on each other',
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      [1, 2, 3],
    ],
    [
      'no more rows than columns',
      [
        [1, 2],
        [1, 3],
      ],
      [1, 2],
    ],
    ['nothing at all', [], []],
  ])('has no answer for %s', (_what, design, values) => {
    expect(ordinaryLeastSquares(design, values)).toBeUndefined();
  });

  it('wants one y for every row', () => {
    expect(() => ordinaryLeastSquares(rows, [1])).toThrow('was given 4 rows and 1 y');
  });

  it('says nothing of a share explained where y does not vary', () => {
    expect(fitted(rows, [5, 5, 5, 5]).rSquared).toBeUndefined();
  });

  it('leaves residuals at right angles to every column', () => {
    const number = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { minLength: 6, maxLength: 30 }), (points) => {
        const design = points.map(([a, b]) => [1, a, b]);
        const fit = ordinaryLeastSquares(
          design,
          points.map(([, , value]) => value),
        );
        fc.pre(fit !== undefined);
        for (let column = 0; column < 3; column += 1) {
          const along = design.reduce((sum, row, i) => sum + (row[column] ?? 0) * (fit.residuals[i] ?? 0), 0);
          expect(Math.abs(along)).toBeLessThan(1e-7);
        }
      }),
    );
  });

  it('keeps its digits where the normal equations lose them all', () => {
    const far = Array.from({ length: 20 }, (_, i) => 1e8 + i);
    const fit = fitted(
      far.map((x) => [1, x]),
      far.map((x) => 2 * (x - 1e8)),
    );
    expect(fit.coefficients[1]).toBeCloseTo(2, 6);
  });
});

describe('Newey-West errors', () => {
  // Residual times distance of x from its mean 1.5: -0.15, -0.35, -0.85, 1.35; sum of squared distances 5.
  const scores = [-0.15, -0.35, -0.85, 1.35];
  const squares = scores.reduce((sum, score) => sum + score * score, 0);

  it('without lags are those of White', () => {
    expect(neweyWestErrors(fitted(rows, y), rows, 0)[1]).toBeCloseTo(Math.sqrt(squares) / 5, 13);
  });

  it('with one lag add neighbors at half weight, twice', () => {
    const neighbors = -0.15 * -0.35 + -0.35 * -0.85 + -0.85 * 1.35;
    expect(neweyWestErrors(fitted(rows, y), rows, 1)[1]).toBeCloseTo(Math.sqrt(squares + neighbors) / 5, 13);
  });

  it('come from a symmetric covariance', () => {
    const [[, above] = [], [below] = []] = neweyWestCovariance(fitted(rows, y), rows, 2);
    expect(above).toBeCloseTo(below ?? NaN, 15);
  });

  it('want a whole number of lags', () => {
    expect(() => neweyWestCovariance(fitted(rows, y), rows, -1)).toThrow(
      'lags must be a whole number of at least 0, was -1',
    );
  });

  it('use four lags for a hundred rows when nothing better is known', () => {
    expect([50, 100, 1000].map(customaryLags)).toEqual([3, 4, 6]);
  });
});
