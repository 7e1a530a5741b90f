/** The heaviest row of a histogram and the rows around it that hold a share of all weight. */
export interface ValueArea {
  readonly peak: number;
  /** First and last row of the area. */
  readonly low: number;
  readonly high: number;
  /** Weight inside the area as a share of all weight, at least what was asked for. */
  readonly share: number;
}

/**
 * Grows from the heaviest row, always by the heavier neighbor, the upper one when they are even, until
 * `share` of all weight is inside. Of equally heavy rows the one nearest to the middle is the peak,
 * then the lower. Undefined while there is no weight.
 *
 * Source: Steidlmayer & Koy (1986), Markets and Market Logic.
 * @throws {RangeError} when `share` is not above 0 and at most 1.
 */
export function valueArea(weights: ArrayLike<number>, share: number): ValueArea | undefined {
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(`the share of a value area must be above 0 and at most 1, was ${share}`);
  }
  let total = 0;
  for (let row = 0; row < weights.length; row += 1) total += weights[row] ?? 0;
  if (!(total > 0)) return undefined;

  return grown(weights, peakOf(weights), share * total, total);
}

/** Rows strictly heavier than both neighbors, lowest first. The first and the last row are none. */
export function localPeaks(weights: ArrayLike<number>): number[] {
  return rowsWhere(weights, (row, below, above) => row > below && row > above);
}

/** Rows strictly lighter than both neighbors, lowest first. The first and the last row are none. */
export function localTroughs(weights: ArrayLike<number>): number[] {
  return rowsWhere(weights, (row, below, above) => row < below && row < above);
}

function grown(weights: ArrayLike<number>, peak: number, wanted: number, total: number): ValueArea {
  const last = weights.length - 1;
  let low = peak;
  let high = peak;
  let inside = weights[peak] ?? 0;
  while (inside < wanted && (low > 0 || high < last)) {
    const below = weights[low - 1] ?? -1;
    const above = weights[high + 1] ?? -1;
    if (above >= below) high += 1;
    else low -= 1;
    inside += Math.max(above, below);
  }
  return { peak, low, high, share: Math.min(1, inside / total) };
}

function peakOf(weights: ArrayLike<number>): number {
  const middle = (weights.length - 1) / 2;
  let peak = 0;
  for (let row = 1; row < weights.length; row += 1) {
    const gain = (weights[row] ?? 0) - (weights[peak] ?? 0);
    if (gain > 0 || (gain === 0 && Math.abs(row - middle) < Math.abs(peak - middle))) peak = row;
  }
  return peak;
}

function rowsWhere(
  weights: ArrayLike<number>,
  isWanted: (row: number, below: number, above: number) => boolean,
): number[] {
  const rows: number[] = [];
  for (let row = 1; row < weights.length - 1; row += 1) {
    if (isWanted(weights[row] ?? 0, weights[row - 1] ?? 0, weights[row + 1] ?? 0)) rows.push(row);
  }
  return rows;
}
