/** A column shorter than this share of its former length is a combination of the columns before it. */
const DEPENDENT_BELOW = 1e-11;

/**
 * Least-squares solution of `X b = y` and `(X'X)^-1`, by Householder reflections
 * (Golub & Van Loan, Matrix Computations, 5.2 and 5.3). Undefined when the columns depend on each other.
 */
export function triangularFactor(
  rows: readonly (readonly number[])[],
  y: readonly number[],
): { coefficients: number[]; inverseGram: number[][] } | undefined {
  const width = rows[0]?.length ?? 0;
  // The right-hand side rides along as a last column and is reflected with the others.
  const columns = Array.from({ length: width }, (_, j) => Float64Array.from(rows, (row) => row[j] ?? 0));
  const target = Float64Array.from(y);
  for (let j = 0; j < width; j += 1) {
    if (!reflect(columns, target, j)) return undefined;
  }
  const inverse = invertUpper(columns, width);
  const coefficients = inverse.map((row) =>
    row.reduce((sum, each, j) => sum + each * (target[j] as number), 0),
  );
  const inverseGram = inverse.map((left) =>
    inverse.map((right) => left.reduce((sum, each, j) => sum + each * (right[j] as number), 0)),
  );
  return { coefficients, inverseGram };
}

/** Turns column `j` onto its diagonal place and the later columns with it; false when it has vanished. */
function reflect(columns: Float64Array[], target: Float64Array, j: number): boolean {
  const column = columns[j];
  if (column === undefined) return false;
  const length = lengthOf(column, j);
  if (!(length > DEPENDENT_BELOW * lengthOf(column, 0))) return false;
  const diagonal = (column[j] as number) > 0 ? -length : length;
  const mirror = column.slice(j);
  mirror[0] = (mirror[0] as number) - diagonal;
  const size = mirror.reduce((sum, each) => sum + each * each, 0);
  for (const other of [...columns.slice(j + 1), target]) {
    let along = 0;
    for (let i = 0; i < mirror.length; i += 1) along += (mirror[i] as number) * (other[i + j] as number);
    const step = (2 * along) / size;
    for (let i = 0; i < mirror.length; i += 1)
      other[i + j] = (other[i + j] as number) - step * (mirror[i] as number);
  }
  column.fill(0, j);
  column[j] = diagonal;
  return true;
}

function invertUpper(columns: readonly Float64Array[], width: number): number[][] {
  const upper = (row: number, column: number) => columns[column]?.[row] ?? 0;
  const inverse = Array.from({ length: width }, () => new Float64Array(width));
  for (let j = 0; j < width; j += 1) {
    for (let i = j; i >= 0; i -= 1) {
      let value = i === j ? 1 : 0;
      for (let k = i + 1; k <= j; k += 1) value -= upper(i, k) * ((inverse[k] as Float64Array)[j] as number);
      (inverse[i] as Float64Array)[j] = value / upper(i, i);
    }
  }
  return inverse.map((row) => Array.from(row));
}

function lengthOf(column: Float64Array, from: number): number {
  let squares = 0;
  for (let i = from; i < column.length; i += 1) squares += (column[i] as number) ** 2;
  return Math.sqrt(squares);
}
