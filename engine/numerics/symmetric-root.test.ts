import { describe, expect, it } from 'vitest';
import { symmetricRoot } from './symmetric-root.ts';

const squared = (root: readonly ArrayLike<number>[]) =>
  root.map((row) =>
    root.map((_, j) => root.reduce((sum, each, k) => sum + (row[k] ?? 0) * (each[j] ?? 0), 0)),
  );

describe('the root of a symmetric matrix', () => {
  it('is that of the diagonal where there is nothing else', () => {
    expect(
      symmetricRoot([
        [4, 0],
        [0, 9],
      ]).map((row) => [...row]),
    ).toEqual([
      [2, 0],
      [0, 3],
    ]);
  });

  it('gives the matrix when squared', () => {
    const matrix = [
      [4, 1, 0.5],
      [1, 2, -0.3],
      [0.5, -0.3, 1],
    ];
    squared(symmetricRoot(matrix)).forEach((row, i) =>
      row.forEach((each, j) => expect(each).toBeCloseTo(matrix[i]?.[j] ?? NaN, 12)),
    );
  });

  it('exists where the matrix is singular', () => {
    const root = symmetricRoot([
      [1, 1],
      [1, 1],
    ]);
    root.forEach((row) => row.forEach((each) => expect(each).toBeCloseTo(Math.SQRT1_2, 12)));
  });
});
