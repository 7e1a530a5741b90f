/**
 * Lower triangular factor of a symmetric positive definite matrix, `A = L L'`. Undefined where it is not
 * positive definite: a pivot is at most `least` of its diagonal entry.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, section 4.2.
 */
export function choleskyFactor(
  matrix: readonly ArrayLike<number>[],
  least = 1e-14,
): readonly Float64Array[] | undefined {
  const size = matrix.length;
  const factor: Float64Array[] = [];
  for (let i = 0; i < size; i += 1) {
    const row = new Float64Array(size);
    factor.push(row);
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

/** The solution of `L L' x = b`. */
export function choleskySolve(factor: readonly Float64Array[], b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(b.length);
  for (let i = 0; i < x.length; i += 1) x[i] = b[i] as number;
  solveInPlace(factor, x);
  return x;
}

/** The inverse of `L L'`. */
export function choleskyInverse(factor: readonly Float64Array[]): Float64Array[] {
  const inverse: Float64Array[] = [];
  for (let i = 0; i < factor.length; i += 1) {
    const row = new Float64Array(factor.length);
    row[i] = 1;
    solveInPlace(factor, row);
    inverse.push(row);
  }
  return inverse;
}

function solveInPlace(factor: readonly Float64Array[], x: Float64Array): void {
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
