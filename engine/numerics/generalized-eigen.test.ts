import { describe, expect, it } from 'vitest';
import { generalizedEigen } from './generalized-eigen.ts';

describe('a generalized eigenproblem', () => {
  const M = [
    [4, 1, 0],
    [1, 3, -1],
    [0, -1, 2],
  ];
  const G = [
    [2, 0.5, 0],
    [0.5, 1, 0.2],
    [0, 0.2, 3],
  ];

  it('is solved by values and vectors that fulfil it', () => {
    const { values, vectors } = generalizedEigen(M, G) ?? { values: [], vectors: [] };
    expect(values).toHaveLength(3);
    expect(values.toSorted((a, b) => b - a)).toEqual(values);
    const times = (matrix: readonly number[][], w: Float64Array) =>
      matrix.map((row) => row.reduce((sum, each, k) => sum + each * (w[k] ?? NaN), 0));
    vectors.forEach((w, i) => {
      const left = times(M, w);
      const right = times(G, w);
      left.forEach((each, k) => expect(each).toBeCloseTo((values[i] ?? NaN) * (right[k] ?? NaN), 10));
      expect(right.reduce((sum, each, k) => sum + each * (w[k] ?? NaN), 0)).toBeCloseTo(1, 10);
    });
  });

  it('has no answer where the right side is not positive definite', () => {
    expect(
      generalizedEigen(
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 2],
          [2, 1],
        ],
      ),
    ).toBeUndefined();
  });
});
