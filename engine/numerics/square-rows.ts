/** The rows of a square matrix of zeros. */
export function squareRows(size: number): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let i = 0; i < size; i += 1) rows.push(new Float64Array(size));
  return rows;
}
