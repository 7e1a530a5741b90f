/** Eigenvalues of a symmetric matrix, the largest first, and the unit vectors that belong to them. */
export interface SymmetricEigen {
  readonly values: readonly number[];
  /** `vectors[i]` belongs to `values[i]`; its sign is left open. */
  readonly vectors: readonly Float64Array[];
}

const SWEEPS = 60;

/**
 * Eigenvalues and vectors by cyclic Jacobi rotations, which find small ones as precisely as large ones. The
 * matrix is symmetric and not changed.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, section 8.5.
 */
export function symmetricEigen(matrix: readonly ArrayLike<number>[]): SymmetricEigen {
  const size = matrix.length;
  const a = new Float64Array(size * size);
  const vectors = new Float64Array(size * size);
  for (const [i, row] of matrix.entries()) {
    a.set(row, i * size);
    vectors[i * size + i] = 1;
  }
  for (let sweep = 0; sweep < SWEEPS && !isDiagonal(a, size); sweep += 1) {
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) rotate(a, vectors, p, q);
    }
  }
  const energies = matrix.map((_, i) => a[i * size + i] as number);
  const order = matrix.map((_, i) => i).toSorted((i, j) => (energies[j] as number) - (energies[i] as number));
  return {
    values: order.map((i) => energies[i] as number),
    vectors: order.map((i) => vectors.slice(i * size, (i + 1) * size)),
  };
}

function isDiagonal(a: Float64Array, size: number): boolean {
  let off = 0;
  let all = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const each = a[i * size + j] as number;
      all += each * each;
      if (i !== j) off += each * each;
    }
  }
  return off <= 1e-30 * all;
}

/**
 * Turns the plane of p and q so that their common entry becomes 0; rows of `vectors` turn along. Both are kept
 * row by row. The matrix is symmetric, so its columns need no turn of their own: they are the rows once more.
 */
function rotate(a: Float64Array, vectors: Float64Array, p: number, q: number): void {
  const size = Math.sqrt(a.length);
  const rowP = p * size;
  const rowQ = q * size;
  const common = a[rowP + q] as number;
  if (common === 0) return;
  const app = a[rowP + p] as number;
  const aqq = a[rowQ + q] as number;
  const theta = (aqq - app) / (2 * common);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k += 1) {
    const first = a[rowP + k] as number;
    const second = a[rowQ + k] as number;
    const turnedP = c * first - s * second;
    const turnedQ = s * first + c * second;
    a[rowP + k] = turnedP;
    a[rowQ + k] = turnedQ;
    a[k * size + p] = turnedP;
    a[k * size + q] = turnedQ;
  }
  a[rowP + p] = app - t * common;
  a[rowQ + q] = aqq + t * common;
  a[rowP + q] = 0;
  a[rowQ + p] = 0;
  for (let k = 0; k < size; k += 1) {
    const first = vectors[rowP + k] as number;
    const second = vectors[rowQ + k] as number;
    vectors[rowP + k] = c * first - s * second;
    vectors[rowQ + k] = s * first + c * second;
  }
}
