import { squareRows } from './square-rows.ts';

/**
 * Lower triangular factor of a symmetric positive definite matrix, `A = L L'`. Undefined where it is not
 * positive definite: a pivot is at most `least` of its diagonal entry. Written into the lower triangle of
 * `target` where it is given.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, section 4.2.
 */
export function choleskyFactor(
  matrix: readonly ArrayLike<number>[],
  least = 1e-14,
  target: readonly Float64Array[] = squareRows(matrix.length),
): readonly Float64Array[] | undefined {
  const factor = target;
  for (let i = 0; i < matrix.length; i += 1) {
    const row = factor[i] as Float64Array;
    const given = matrix[i] as ArrayLike<number>;
    for (let j = 0; j < i; j += 1) {
      const other = factor[j] as Float64Array;
      row[j] = ((given[j] as number) - overlap(row, other, j)) / (other[j] as number);
    }
    const diagonal = given[i] as number;
    const pivot = diagonal - overlap(row, row, i);
    if (!(pivot > least * diagonal) || !Number.isFinite(pivot)) return undefined;
    row[i] = Math.sqrt(pivot);
  }
  return factor;
}

/** The solution of `L L' x = b`, written into `x` where it is given. */
export function choleskySolve(
  factor: readonly Float64Array[],
  b: ArrayLike<number>,
  x: Float64Array = new Float64Array(b.length),
): Float64Array {
  for (let i = 0; i < x.length; i += 1) x[i] = b[i] as number;
  choleskySolveInPlace(factor, x);
  return x;
}

/** The inverse of `L L'`, written into `inverse` where it is given. */
export function choleskyInverse(
  factor: readonly Float64Array[],
  inverse: Float64Array[] = squareRows(factor.length),
): Float64Array[] {
  for (let i = 0; i < factor.length; i += 1) {
    const row = inverse[i] as Float64Array;
    for (let j = 0; j < row.length; j += 1) row[j] = i === j ? 1 : 0;
    choleskySolveInPlace(factor, row);
  }
  return inverse;
}

/** Puts the solution of `L L' x = b` in the place of `b`. */
export function choleskySolveInPlace(factor: readonly Float64Array[], x: Float64Array): void {
  for (let i = 0; i < x.length; i += 1) {
    const row = factor[i] as Float64Array;
    x[i] = ((x[i] as number) - overlap(row, x, i)) / (row[i] as number);
  }
  for (let i = x.length - 1; i >= 0; i -= 1) {
    let rest = x[i] as number;
    for (let k = i + 1; k < x.length; k += 1) {
      rest -= ((factor[k] as Float64Array)[i] as number) * (x[k] as number);
    }
    x[i] = rest / ((factor[i] as Float64Array)[i] as number);
  }
}

/** Scalar product of the first `count` entries. */
function overlap(a: Float64Array, b: Float64Array, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k += 1) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
