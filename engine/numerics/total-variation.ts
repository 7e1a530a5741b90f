/**
 * The piecewise constant list `x` that minimizes `0.5 sum (y_i - x_i)^2 + weight sum |x_(i+1) - x_i|`,
 * exactly: the slopes of the tautest string through a tube of radius `weight` around the running sums of
 * `y`, fixed at both ends (Davies & Kovac 2001). `fit` takes it in, `sums` the running sums, of which there is one more.
 */
export function totalVariationFit(
  y: Float64Array,
  weight: number,
  fit: Float64Array = new Float64Array(y.length),
  sums: Float64Array = new Float64Array(y.length + 1),
): Float64Array {
  const n = y.length;
  const origin = y[0] ?? 0;
  sums[0] = 0;
  for (let i = 0; i < n; i += 1) sums[i + 1] = (sums[i] as number) + (y[i] as number) - origin;

  let knot = 0;
  let height = 0;
  while (knot < n) {
    const next = nextKnot(sums, weight, knot, height);
    const place = Math.abs(next);
    // The string leaves the tube at its upper edge or its lower one, and is tied to the middle at the end.
    const half = place === n ? 0 : weight;
    const nextHeight = (sums[place] as number) + (next > 0 ? half : -half);
    const slope = (nextHeight - height) / (place - knot);
    for (let i = knot; i < place; i += 1) fit[i] = origin + slope;
    knot = place;
    height = nextHeight;
  }
  return fit;
}

/**
 * Where the string from a knot first has to bend: it runs straight until the tube leaves no straight way on.
 * Below zero where it bends at the lower edge.
 */
function nextKnot(sums: Float64Array, weight: number, knot: number, height: number): number {
  const n = sums.length - 1;
  let leastSlope = -Infinity;
  let mostSlope = Infinity;
  let leastAt = knot;
  let mostAt = knot;
  for (let i = knot + 1; i <= n; i += 1) {
    const sum = sums[i] as number;
    const half = i === n ? 0 : weight;
    const low = (sum - half - height) / (i - knot);
    const high = (sum + half - height) / (i - knot);
    if (low > mostSlope) return mostAt;
    if (high < leastSlope) return -leastAt;
    if (low >= leastSlope) {
      leastSlope = low;
      leastAt = i;
    }
    if (high <= mostSlope) {
      mostSlope = high;
      mostAt = i;
    }
  }
  return n;
}
