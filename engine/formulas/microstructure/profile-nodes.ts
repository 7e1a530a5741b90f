/** Rows that differ by less than this share of the mean row are equal: rounding alone makes as much. */
const ROUNDING = 1e-9;

/** Rows of a profile that stand out, by place. */
export interface ProfileNodes {
  readonly high: readonly number[];
  readonly low: readonly number[];
}

/**
 * Each row with half of both neighbors, as a weighted mean; there is but one neighbor at an edge. Into `smooth`
 * where it is given.
 */
export function smoothed(
  volumes: ArrayLike<number>,
  smooth: Float64Array = new Float64Array(volumes.length),
): Float64Array {
  const last = volumes.length - 1;
  for (let row = 0; row <= last; row += 1) {
    const weight = 1 + (row > 0 ? 0.5 : 0) + (row < last ? 0.5 : 0);
    const below = row > 0 ? (volumes[row - 1] as number) : 0;
    const above = row < last ? (volumes[row + 1] as number) : 0;
    smooth[row] = ((volumes[row] as number) + 0.5 * (below + above)) / weight;
  }
  return smooth;
}

/**
 * Peaks above `hi` times the mean row and troughs below `lo` times it; the outermost rows are neither, and
 * of a flat top or bottom the first row counts.
 */
export function nodesOf(rows: ArrayLike<number>, hi: number, lo: number): ProfileNodes {
  let total = 0;
  for (let row = 0; row < rows.length; row += 1) total += rows[row] as number;
  const mean = total / rows.length;
  const equal = ROUNDING * mean;
  const high: number[] = [];
  const low: number[] = [];
  for (let row = 1; row < rows.length - 1; row += 1) {
    const here = rows[row] as number;
    const rise = here - (rows[row - 1] as number);
    const fall = here - (rows[row + 1] as number);
    if (rise > equal && fall >= -equal && here > hi * mean) high.push(row);
    if (rise < -equal && fall <= equal && here < lo * mean) low.push(row);
  }
  return { high, low };
}
