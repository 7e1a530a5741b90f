/** A pivot that is no larger a share of its diagonal entry is what rounding has left of nothing. */
const LEAST = 1e-14;

/**
 * Puts Cholesky's factor in the place of the lower triangle of a symmetric matrix, kept row by row; false where
 * the matrix is not positive definite. For small systems that are solved often, without allocation.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, section 4.2.
 */
export function factorTriangle(triangle: Float64Array, size: number): boolean {
  for (let i = 0, row = 0; i < size; i += 1, row += i) {
    for (let j = 0, other = 0; j <= i; j += 1, other += j) {
      const given = triangle[row + j] as number;
      let rest = given;
      for (let k = 0; k < j; k += 1) rest -= (triangle[row + k] as number) * (triangle[other + k] as number);
      if (j < i) triangle[row + j] = rest / (triangle[other + j] as number);
      else if (rest > LEAST * given && rest < Infinity) triangle[row + i] = Math.sqrt(rest);
      else return false;
    }
  }
  return true;
}

/** Puts the solution of a system in the place of its right side, by the factor of {@link factorTriangle}. */
export function solveTriangle(triangle: Float64Array, side: Float64Array): void {
  const size = side.length;
  for (let i = 0, row = 0; i < size; i += 1, row += i) {
    let rest = side[i] as number;
    for (let k = 0; k < i; k += 1) rest -= (triangle[row + k] as number) * (side[k] as number);
    side[i] = rest / (triangle[row + i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let rest = side[i] as number;
    for (let k = i + 1; k < size; k += 1)
      rest -= (triangle[(k * (k + 1)) / 2 + i] as number) * (side[k] as number);
    side[i] = rest / (triangle[(i * (i + 3)) / 2] as number);
  }
}
