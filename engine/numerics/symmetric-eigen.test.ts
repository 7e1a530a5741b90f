import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricEigen } from './symmetric-eigen.ts';

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
});
