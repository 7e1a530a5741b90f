import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JacobiRotations, symmetricEigen } from './symmetric-eigen.ts';

describe('the eigenvalues of a symmetric matrix', () => {
  it('of 2 1; 1 2 are 3 along the diagonal and 1 across it', () => {
    const { values, vectors } = symmetricEigen([
      [2, 1],
      [1, 2],
    ]);
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(Math.abs(vectors[0]?.[0] ?? 0)).toBeCloseTo(Math.SQRT1_2, 14);
    expect((vectors[1]?.[0] ?? 0) + (vectors[1]?.[1] ?? 0)).toBeCloseTo(0, 14);
  });

  it('put the matrix together again', () => {
    const entries = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(entries, (upper) => {
        // Ten numbers fill a symmetric matrix of four rows.
        const matrix = [0, 1, 2, 3].map((m) =>
          [0, 1, 2, 3].map(
            (n) =>
              upper[Math.min(m, n) * 4 - (Math.min(m, n) * (Math.min(m, n) - 1)) / 2 + Math.abs(m - n)] ?? 0,
          ),
        );
        const { values, vectors } = symmetricEigen(matrix);
        matrix.forEach((row, m) =>
          row.forEach((entry, n) => {
            const sum = values.reduce((total, value, k) => {
              return total + value * (vectors[k]?.[m] ?? 0) * (vectors[k]?.[n] ?? 0);
            }, 0);
            expect(sum).toBeCloseTo(entry, 9);
          }),
        );
        expect(values.toSorted((one, other) => other - one)).toEqual(values);
      }),
    );
  });

  it('are the same in memory that is used again, whatever was solved before', () => {
    const again = new JacobiRotations();
    for (const matrix of [
      [
        [2, 1],
        [1, 2],
      ],
      [
        [4, 1, 0.5],
        [1, 3, -1],
        [0.5, -1, 5],
      ],
      [
        [1, 0.2, 0],
        [0.2, 1, 0.3],
        [0, 0.3, 1],
      ],
      [
        [3, 0],
        [0, 7],
      ],
    ]) {
      again.solve(matrix);
      const { values, vectors } = symmetricEigen(matrix);
      expect(again.values).toEqual(values);
      expect(again.vectors).toEqual(vectors);
    }
  });

  it('stand in falling order, equal ones as on the diagonal', () => {
    const { values, vectors } = symmetricEigen([
      [1, 0, 0],
      [0, 5, 0],
      [0, 0, 1],
    ]);
    expect(values).toEqual([5, 1, 1]);
    expect(vectors.map((vector) => vector.indexOf(1))).toEqual([1, 0, 2]);
  });
});
