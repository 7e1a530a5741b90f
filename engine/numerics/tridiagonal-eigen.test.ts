import { describe, expect, it } from 'vitest';
import { symmetricEigen } from './symmetric-eigen.ts';
import { tridiagonalEigen } from './tridiagonal-eigen.ts';

describe('eigenvalues by way of a tridiagonal matrix', () => {
  it('are those worked out by hand: 3 and 1 along the diagonals of a square', () => {
    const { values, vectors } = tridiagonalEigen([Float64Array.of(2, 1), Float64Array.of(1, 2)]);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(Math.abs(vectors[0]?.[0] ?? 0)).toBeCloseTo(Math.SQRT1_2, 12);
    expect((vectors[1]?.[0] ?? 0) * (vectors[1]?.[1] ?? 0)).toBeCloseTo(-0.5, 12);
  });

  it('are those of rotations, the largest first, with the same vectors up to their sign', () => {
    const size = 30;
    const wave = Float64Array.from(
      { length: 200 },
      (_, i) => Math.sin(i / 3) + 0.2 * Math.sin(1.7 * i) + i / 100,
    );
    const matrix = Array.from({ length: size }, (_, i) =>
      Float64Array.from({ length: size }, (_each, j) => {
        let sum = 0;
        for (let k = 0; k < 150; k += 1) sum += (wave[i + k] ?? 0) * (wave[j + k] ?? 0);
        return sum;
      }),
    );
    const [ours, theirs] = [tridiagonalEigen(matrix), symmetricEigen(matrix)];
    const largest = theirs.values[0] ?? 1;
    expect(
      ours.values.every((value, at) => Math.abs(value - (theirs.values[at] ?? 0)) < 1e-12 * largest),
    ).toBe(true);
    for (const at of [0, 1, 2]) {
      const inner = ours.vectors[at]?.reduce(
        (sum, each, i) => sum + each * (theirs.vectors[at]?.[i] ?? 0),
        0,
      );
      expect(Math.abs(inner ?? 0)).toBeCloseTo(1, 10);
    }
  });
});
