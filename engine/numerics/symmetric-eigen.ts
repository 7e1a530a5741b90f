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
  const rotations = new JacobiRotations();
  rotations.solve(matrix);
  return rotations;
}

/** {@link symmetricEigen} for whoever asks again and again, in memory that is used again. */
export class JacobiRotations implements SymmetricEigen {
  /** Both as of the last matrix that was solved. */
  readonly values: number[] = [];
  readonly vectors: Float64Array[] = [];
  /** The matrix while it is turned, and what turns with it, row by row. */
  #turned: Float64Array = new Float64Array();
  #turns: Float64Array = new Float64Array();
  /** Places of the eigenvalues on the diagonal, the largest first. */
  #order: Int32Array = new Int32Array();

  /** Takes the eigenvalues and vectors of a matrix in the place of those before. */
  solve(matrix: readonly ArrayLike<number>[]): void {
    const size = matrix.length;
    if (this.#order.length !== size) this.#makeRoom(size);
    const a = this.#turned;
    const vectors = this.#turns;
    vectors.fill(0);
    for (let i = 0; i < size; i += 1) {
      const row = matrix[i] as ArrayLike<number>;
      for (let j = 0; j < size; j += 1) a[i * size + j] = row[j] as number;
      vectors[i * size + i] = 1;
    }
    for (let sweep = 0; sweep < SWEEPS && !isDiagonal(a, size); sweep += 1) {
      for (let p = 0; p < size; p += 1) {
        for (let q = p + 1; q < size; q += 1) rotate(a, vectors, p, q);
      }
    }
    sortPlaces(this.#order, a);
    for (let i = 0; i < size; i += 1) {
      const from = (this.#order[i] as number) * size;
      this.values[i] = a[from + (this.#order[i] as number)] as number;
      const vector = this.vectors[i] as Float64Array;
      for (let j = 0; j < size; j += 1) vector[j] = vectors[from + j] as number;
    }
  }

  #makeRoom(size: number): void {
    this.#turned = new Float64Array(size * size);
    this.#turns = new Float64Array(size * size);
    this.#order = new Int32Array(size);
    this.values.length = 0;
    this.vectors.length = 0;
    for (let i = 0; i < size; i += 1) {
      this.values.push(0);
      this.vectors.push(new Float64Array(size));
    }
  }
}

/** Puts the places on the diagonal in order, the largest entry first and of equal ones the first. */
function sortPlaces(order: Int32Array, a: Float64Array): void {
  const entry = order.length + 1;
  for (let i = 0; i < order.length; i += 1) {
    let place = i;
    while (place > 0 && (a[(order[place - 1] as number) * entry] as number) < (a[i * entry] as number)) {
      order[place] = order[place - 1] as number;
      place -= 1;
    }
    order[place] = i;
  }
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
