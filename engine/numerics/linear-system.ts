/** A pivot this small a share of the largest entry of the matrix is none. */
const SINGULAR = 1e-12;

/**
 * Solves `A x = b` for several right-hand sides at once, by elimination with the largest pivot. `matrix` and
 * `sides` hold rows. Undefined where the matrix is singular.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, section 3.4.
 */
export function solveLinear(
  matrix: readonly ArrayLike<number>[],
  sides: readonly ArrayLike<number>[],
): Float64Array[] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, i) => Float64Array.from([...Array.from(row), ...Array.from(sides[i] ?? [])]));
  const largest = matrix.reduce((most, row) => Math.max(most, ...Array.from(row, Math.abs)), 0);
  for (let column = 0; column < size; column += 1) {
    const pivot = bringUpPivot(rows, column);
    if (!(Math.abs(pivot) > SINGULAR * largest)) return undefined;
    eliminate(rows, column, pivot);
  }
  return rows.map((row) => row.slice(size));
}

/** Swaps the row with the largest entry of a column into its place and answers the entry. */
function bringUpPivot(rows: Float64Array[], column: number): number {
  let best = column;
  const sizeAt = (row: number) => Math.abs(rows[row]?.[column] as number);
  for (let row = column + 1; row < rows.length; row += 1) if (sizeAt(row) > sizeAt(best)) best = row;
  const found = rows[best] as Float64Array;
  rows[best] = rows[column] as Float64Array;
  rows[column] = found;
  return found[column] as number;
}

/** Makes a column that of the identity. */
function eliminate(rows: readonly Float64Array[], column: number, pivot: number): void {
  const own = rows[column] as Float64Array;
  for (let k = column; k < own.length; k += 1) own[k] = (own[k] as number) / pivot;
  for (const row of rows) {
    const factor = row === own ? 0 : (row[column] as number);
    if (factor === 0) continue;
    for (let k = column; k < row.length; k += 1) row[k] = (row[k] as number) - factor * (own[k] as number);
  }
}
