import { choleskyFactor } from './cholesky.ts';
import { symmetricEigen, type SymmetricEigen } from './symmetric-eigen.ts';

/**
 * Eigenvalues of `M w = lambda G w` for a symmetric `M` and a symmetric positive definite `G`, the largest
 * first, with vectors that have `w' G w = 1`. Undefined where `G` is not positive definite.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, section 8.7.
 */
export function generalizedEigen(
  M: readonly ArrayLike<number>[],
  G: readonly ArrayLike<number>[],
): SymmetricEigen | undefined {
  const factor = choleskyFactor(G);
  if (factor === undefined) return undefined;
  // L^-1 M L^-T is symmetric with the same eigenvalues; its vectors are L' w.
  const half = M.map((row) => forward(factor, row));
  const columns = half.map((_, i) =>
    forward(
      factor,
      half.map((row) => row[i] as number),
    ),
  );
  const { values, vectors } = symmetricEigen(
    columns.map((row, i) => row.map((each, j) => (each + (columns[j]?.[i] as number)) / 2)),
  );
  return { values, vectors: vectors.map((each) => backward(factor, each)) };
}

/** The solution of `L x = b`. */
function forward(factor: readonly Float64Array[], b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  factor.forEach((row, i) => {
    for (let k = 0; k < i; k += 1) x[i] = (x[i] as number) - (row[k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (row[i] as number);
  });
  return x;
}

/** The solution of `L' x = b`. */
function backward(factor: readonly Float64Array[], b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < x.length; k += 1) {
      x[i] = (x[i] as number) - (factor[k]?.[i] as number) * (x[k] as number);
    }
    x[i] = (x[i] as number) / (factor[i]?.[i] as number);
  }
  return x;
}
