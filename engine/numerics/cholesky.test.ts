import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskyInverse, choleskySolve } from './cholesky.ts';

describe('the triangular factor of a positive definite matrix', () => {
  // L = [[2], [1, 3], [-1, 2, 1]]
  const matrix = [
    [4, 2, -2],
    [2, 10, 5],
    [-2, 5, 6],
  ];
  const factor = choleskyFactor(matrix) ?? [];

  it('is the one the matrix was made of', () => {
    expect(factor.map((row) => [...row])).toEqual([
      [2, 0, 0],
      [1, 3, 0],
      [-1, 2, 1],
    ]);
  });

  it('solves equations', () => {
    // x = (1, -2, 3)
    const b = [4 - 4 - 6, 2 - 20 + 15, -2 - 10 + 18];
    expect([...choleskySolve(factor, b)]).toEqual([1, -2, 3].map((each) => expect.closeTo(each, 13)));
  });

  it('inverts', () => {
    const inverse = choleskyInverse(factor);
    matrix.forEach((row, i) =>
      matrix.forEach((_, j) => {
        const product = row.reduce((sum, each, k) => sum + each * (inverse[k]?.[j] ?? NaN), 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 13);
      }),
    );
  });

  it('writes over whatever stood in the rows it is given', () => {
    const used = () => [Float64Array.of(9, 8, 7), Float64Array.of(6, 5, 4), Float64Array.of(3, 2, 1)];
    const lower = choleskyFactor(matrix, undefined, used()) ?? [];
    expect(choleskyInverse(lower, used())).toEqual(choleskyInverse(factor));
    expect(choleskySolve(lower, [1, 2, 3], Float64Array.of(7, 7, 7))).toEqual(
      choleskySolve(factor, [1, 2, 3]),
    );
  });

  it.each([
    [
      'rows that depend on each other',
      [
        [1, 2],
        [2, 4],
      ],
    ],
    [
      'a direction below zero',
      [
        [1, 2],
        [2, 1],
      ],
    ],
    ['zero', [[0]]],
    ['no number', [[NaN]]],
  ])('does not exist of %s', (_what, given) => {
    expect(choleskyFactor(given)).toBeUndefined();
  });
});
