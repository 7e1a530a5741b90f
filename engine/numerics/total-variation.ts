/**
 * The piecewise constant list `x` that minimizes `0.5 sum (y_i - x_i)^2 + weight sum |x_(i+1) - x_i|`,
 * exactly: the slopes of the tautest string through a tube of radius `weight` around the running sums of
 * `y`, fixed at both ends (Davies & Kovac 2001).
 */
export function totalVariationFit(y: Float64Array, weight: number): Float64Array {
  const fit = new Float64Array(y.length);
  const string = new TautString(y.length);
  for (string.begin(y, weight); string.to > 0; string.goBack())
    fit.fill(string.level, string.from, string.to);
  return fit;
}

/** The fit of {@link totalVariationFit}, one level after the other from the last value back: few ask for them all. */
export class TautString {
  /** The values from the first of these places up to the other lie on one level. */
  from = 0;
  to = 0;
  level = NaN;
  /** Running sums of the values above the first. */
  readonly #sums: Float64Array;
  #weight = 0;
  #origin = 0;
  #height = 0;

  /** For lists of `length` values. */
  constructor(length: number) {
    this.#sums = new Float64Array(length + 1);
  }

  /** Finds the last level of a list. */
  begin(y: Readonly<Float64Array>, weight: number): void {
    const sums = this.#sums;
    const n = sums.length - 1;
    const origin = y[0] ?? 0;
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      sum = sum + (y[i] as number) - origin;
      sums[i + 1] = sum;
    }
    this.#weight = weight;
    this.#origin = origin;
    this.#height = sum;
    this.from = n;
    this.goBack();
  }

  /** Finds the level before; in front of the first one `to` is 0. */
  goBack(): void {
    const knot = this.from;
    this.to = knot;
    if (knot === 0) return;
    const next = knotBefore(this.#sums, this.#weight, knot, this.#height);
    const place = Math.abs(next);
    // The string leaves the tube at its upper edge or its lower one, and is tied to the middle at the begin.
    const half = place === 0 ? 0 : this.#weight;
    const height = (this.#sums[place] as number) + (next > 0 ? half : -half);
    this.level = this.#origin + (this.#height - height) / (knot - place);
    this.#height = height;
    this.from = place;
  }
}

/**
 * Where a string that runs back from `height` at `knot` has to bend first: the last place up to which one slope stays
 * inside the tube, with a minus where the string touches its lower edge.
 */
function knotBefore(sums: Float64Array, weight: number, knot: number, height: number): number {
  let leastSlope = -Infinity;
  let mostSlope = Infinity;
  let leastAt = knot;
  let mostAt = knot;
  for (let i = knot - 1; i >= 0; i -= 1) {
    const rise = height - (sums[i] as number);
    const half = i === 0 ? 0 : weight;
    const low = (rise - half) / (knot - i);
    const high = (rise + half) / (knot - i);
    if (low > mostSlope) return -mostAt;
    if (high < leastSlope) return leastAt;
    if (low >= leastSlope) {
      leastSlope = low;
      leastAt = i;
    }
    if (high <= mostSlope) {
      mostSlope = high;
      mostAt = i;
    }
  }
  return 0;
}
