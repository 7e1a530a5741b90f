import { describe, expect, it } from 'vitest';
import {
  coefficientError,
  ColumnRegression,
  columnRegression,
  ColumnRegressions,
} from './column-regression.ts';
import { classicErrors, ordinaryLeastSquares } from './ordinary-least-squares.ts';
import { Random } from './random.ts';

const random = new Random(7);
const normals = (count: number) => Float64Array.from({ length: count }, () => random.normal());

describe('a regression on columns', () => {
  const [a, b] = [normals(60).map((each) => 1000 + each), normals(60)];
  const y = normals(60).map((each, t) => 3 + 2 * (a[t] ?? 0) - 0.5 * (b[t] ?? 0) + 0.1 * each);

  it('agrees with the factorization of the rows', () => {
    const rows = ordinaryLeastSquares(
      [...y].map((_, t) => [1, a[t] ?? 0, b[t] ?? 0]),
      [...y],
    );
    const fit = columnRegression([a, b], y);
    if (fit === undefined || rows === undefined) throw new Error('both fits exist');
    const [constant = 0, ...slopes] = rows.coefficients;
    expect(fit.intercept).toBeCloseTo(constant, 7);
    expect([...fit.coefficients]).toEqual(slopes.map((each) => expect.closeTo(each, 10)));
    expect(fit.sumOfSquares).toBeCloseTo(rows.sumOfSquares, 10);
    expect(1 - fit.sumOfSquares / fit.totalSquares).toBeCloseTo(rows.rSquared ?? 0, 10);
    const errors = classicErrors(rows);
    expect([coefficientError(fit, 0), coefficientError(fit, 1)]).toEqual([
      expect.closeTo(errors[1] ?? 0, 10),
      expect.closeTo(errors[2] ?? 0, 10),
    ]);
    expect(fit.freedom).toBe(57);
  });

  it('goes through the origin when told', () => {
    // (1*2 + 2*3 + 3*7) / 14
    const fit = columnRegression([Float64Array.of(1, 2, 3)], Float64Array.of(2, 3, 7), false);
    expect(fit?.coefficients[0]).toBeCloseTo(29 / 14, 14);
    expect(fit?.intercept).toBe(0);
    expect(fit?.totalSquares).toBe(62);
    expect([...(fit?.residuals ?? [])]).toEqual(
      [2 - 29 / 14, 3 - 58 / 14, 7 - 87 / 14].map((each) => expect.closeTo(each, 14)),
    );
  });

  it.each([
    ['columns that depend on each other', [a, a.map((each) => 1 - 3 * each)], y],
    ['a column that does not vary beside the constant', [a, a.map(() => 0.1)], y],
    ['as many coefficients as rows', [Float64Array.of(1, 2)], Float64Array.of(1, 5)],
  ])('does not exist of %s', (_what, columns, target) => {
    expect(columnRegression(columns, target)).toBeUndefined();
  });

  it('keeps nothing of the fit before in the memory it uses again', () => {
    const regression = new ColumnRegression();
    const fits: (readonly [columns: Float64Array[], target: Float64Array, hasConstant?: boolean])[] = [
      [[a, b], y],
      [[b, a], y, false],
      [[b], a],
      [[a, a], y],
      [[b], y],
      [[b.subarray(9), a.subarray(9)], y.subarray(9)],
      [[a, b], y],
    ];
    for (const [columns, target, hasConstant] of fits) {
      expect(regression.fit(columns, target, hasConstant)).toEqual(
        columnRegression(columns, target, hasConstant),
      );
    }
  });

  it('gives several targets on the same columns the fits they have alone', () => {
    const regressions = new ColumnRegressions();
    expect(regressions.fit([a], [y, b])).toEqual([columnRegression([a], y), columnRegression([a], b)]);
    expect(regressions.fit([b], [a, y])).toEqual([columnRegression([b], a), columnRegression([b], y)]);
    expect(regressions.fit([a, a], [y, b])).toBeUndefined();
  });
});
