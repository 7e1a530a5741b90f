/**
 * What one place of a table of counts says about the other, in nats: 0 where rows and columns are
 * independent. `counts` holds the table row by row, `columns` to a row. No correction for the smallness
 * of the sample.
 */
export function mutualInformation(counts: ArrayLike<number>, columns: number): number {
  const rows = counts.length / columns;
  const rowSums = new Float64Array(rows);
  const columnSums = new Float64Array(columns);
  let total = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const count = counts[row * columns + column] as number;
      rowSums[row] = (rowSums[row] as number) + count;
      columnSums[column] = (columnSums[column] as number) + count;
      total += count;
    }
  }
  let information = 0;
  for (let place = 0; place < counts.length; place += 1) {
    const count = counts[place] as number;
    if (count <= 0) continue;
    const expected =
      (rowSums[Math.floor(place / columns)] as number) * (columnSums[place % columns] as number);
    information += (count / total) * Math.log((count * total) / expected);
  }
  return Math.max(0, information);
}
