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
  const a = matrix.map((row) => Float64Array.from(row));
  const vectors = a.map((_, i) => Float64Array.from(a, (_row, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS && !isDiagonal(a); sweep += 1) {
    for (let p = 0; p < a.length; p += 1) {
      for (let q = p + 1; q < a.length; q += 1) rotate(a, vectors, p, q);
    }
  }
  const order = a.map((_, i) => i).toSorted((i, j) => at(a, j, j) - at(a, i, i));
  return {
    values: order.map((i) => at(a, i, i)),
    vectors: order.map((i) => vectors[i] as Float64Array),
  };
}

const at = (a: readonly Float64Array[], i: number, j: number): number => a[i]?.[j] as number;

function isDiagonal(a: readonly Float64Array[]): boolean {
  let off = 0;
  let all = 0;
  a.forEach((row, i) =>
    row.forEach((each, j) => {
      all += each * each;
      if (i !== j) off += each * each;
    }),
  );
  return off <= 1e-30 * all;
}

/** Turns the plane of p and q so that their common entry becomes 0; rows of `vectors` turn along. */
function rotate(a: readonly Float64Array[], vectors: readonly Float64Array[], p: number, q: number): void {
  const common = at(a, p, q);
  if (common === 0) return;
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * common);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) turn(row, p, q, c, s);
  turnRows(a[p] as Float64Array, a[q] as Float64Array, c, s);
  turnRows(vectors[p] as Float64Array, vectors[q] as Float64Array, c, s);
}

function turnRows(one: Float64Array, other: Float64Array, c: number, s: number): void {
  for (let k = 0; k < one.length; k += 1) {
    const first = one[k] as number;
    const second = other[k] as number;
    one[k] = c * first - s * second;
    other[k] = s * first + c * second;
  }
}

function turn(row: Float64Array, ...[p, q, c, s]: [p: number, q: number, c: number, s: number]): void {
  const first = row[p] as number;
  const second = row[q] as number;
  row[p] = c * first - s * second;
  row[q] = s * first + c * second;
}
