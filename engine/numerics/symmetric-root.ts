import { symmetricEigen } from './symmetric-eigen.ts';

/**
 * The symmetric positive semidefinite root of such a matrix, `R R = A`; what rounding left of eigenvalues below
 * zero counts as zero.
 *
 * Source: Higham (2008), Functions of Matrices, section 6.1.
 */
export function symmetricRoot(matrix: readonly ArrayLike<number>[]): Float64Array[] {
  const { values, vectors } = symmetricEigen(matrix);
  const root = matrix.map(() => new Float64Array(matrix.length));
  values.forEach((value, k) => {
    const vector = vectors[k] as Float64Array;
    const size = Math.sqrt(Math.max(0, value));
    root.forEach((row, i) => {
      for (let j = 0; j < row.length; j += 1) {
        row[j] = (row[j] as number) + size * (vector[i] as number) * (vector[j] as number);
      }
    });
  });
  return root;
}
