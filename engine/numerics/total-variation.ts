/**
 * The piecewise constant list `x` that minimizes `0.5 sum (y_i - x_i)^2 + weight sum |x_(i+1) - x_i|`,
 * exactly: the slopes of the tautest string through a tube of radius `weight` around the running sums of
 * `y`, fixed at both ends (Davies & Kovac 2001).
 */
export function totalVariationFit(y: Float64Array, weight: number): Float64Array {
  const n = y.length;
  const fit = new Float64Array(n);
  const sums = new Float64Array(n + 1);
  const origin = y[0] ?? 0;
  for (let i = 0; i < n; i += 1) sums[i + 1] = (sums[i] as number) + (y[i] as number) - origin;
  const lower = (i: number) => (sums[i] as number) - (i === n ? 0 : weight);
  const upper = (i: number) => (sums[i] as number) + (i === n ? 0 : weight);

  let knot = 0;
  let height = 0;
  while (knot < n) {
    const next = tautSegment(knot, height, n, { lower, upper });
    const slope = (next.height - height) / (next.knot - knot);
    for (let i = knot; i < next.knot; i += 1) fit[i] = origin + slope;
    knot = next.knot;
    height = next.height;
  }
  return fit;
}

interface Tube {
  readonly lower: (i: number) => number;
  readonly upper: (i: number) => number;
}

/** Where the string from a knot first has to bend: it runs straight until the tube leaves no straight way on. */
function tautSegment(
  knot: number,
  height: number,
  n: number,
  { lower, upper }: Tube,
): { readonly knot: number; readonly height: number } {
  let leastSlope = -Infinity;
  let mostSlope = Infinity;
  let leastAt = knot;
  let mostAt = knot;
  for (let i = knot + 1; i <= n; i += 1) {
    const low = (lower(i) - height) / (i - knot);
    const high = (upper(i) - height) / (i - knot);
    if (low > mostSlope) return { knot: mostAt, height: upper(mostAt) };
    if (high < leastSlope) return { knot: leastAt, height: lower(leastAt) };
    if (low >= leastSlope) {
      leastSlope = low;
      leastAt = i;
    }
    if (high <= mostSlope) {
      mostSlope = high;
      mostAt = i;
    }
  }
  return { knot: n, height: upper(n) };
}
