/** The one change of a line between two series beside which they stay together most. */
export interface LineBreak {
  /** t-value of what keeps them together: far below zero where they are. */
  readonly statistic: number;
  /** Last index of the earlier regime. */
  readonly at: number;
  /** Slope of the line since. */
  readonly hedgeRatio: number;
  /** Constant of the line since. */
  readonly intercept: number;
  /** Deviation of the distances from the line since. */
  readonly deviation: number;
}

/**
 * Cointegration of `y` with `x` by a line whose constant and slope change once, at a place the data choose:
 * the Dickey-Fuller t-value, without constant and lags, of the distances from both lines where it is
 * smallest. Undefined where no place allows it.
 *
 * Source: Gregory & Hansen (1996), Residual-based tests for cointegration in models with regime shifts,
 * Journal of Econometrics 70(1), model C/S.
 */
export function gregoryHansen(y: Float64Array, x: Float64Array, trim: number): LineBreak | undefined {
  const count = y.length;
  const margin = Math.floor(trim * count);
  const sums = new LineSums(y, x);
  const distances = new Float64Array(count);
  let best: LineBreak | undefined;
  for (let at = margin; at < count - margin; at += 1) {
    const earlier = sums.line(0, at + 1);
    const later = sums.line(at + 1, count);
    if (earlier === undefined || later === undefined) continue;
    for (let t = 0; t < count; t += 1) {
      const line = t <= at ? earlier : later;
      distances[t] = (y[t] as number) - line.intercept - line.slope * (x[t] as number);
    }
    const statistic = pullValue(distances);
    if (statistic < (best?.statistic ?? Infinity)) {
      const deviation = deviationOf(distances.subarray(at + 1));
      best = { statistic, at, hedgeRatio: later.slope, intercept: later.intercept, deviation };
    }
  }
  return best;
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/** Running sums of products, from which the line through any stretch follows at once. */
class LineSums {
  readonly #meanX: number;
  readonly #meanY: number;
  readonly #sums: readonly Float64Array[];

  constructor(y: Float64Array, x: Float64Array) {
    this.#meanX = meanOf(x);
    this.#meanY = meanOf(y);
    // Around the means of all, so that few digits cancel.
    const dx = x.map((each) => each - this.#meanX);
    const dy = y.map((each) => each - this.#meanY);
    this.#sums = [dx, dy, dx.map((each) => each * each), dx.map((each, t) => each * (dy[t] as number))].map(
      running,
    );
  }

  /** The least-squares line through the points of a stretch; undefined where x does not vary in it. */
  line(from: number, end: number): Line | undefined {
    const [x = 0, y = 0, xx = 0, xy = 0] = this.#sums.map(
      (sums) => (sums[end] as number) - (sums[from] as number),
    );
    const count = end - from;
    const spread = xx - (x * x) / count;
    if (count < 3 || !(spread > 1e-12 * xx)) return undefined;
    const slope = (xy - (x * y) / count) / spread;
    const intercept = this.#meanY + y / count - slope * (this.#meanX + x / count);
    return { intercept, slope };
  }
}

/** t-value of the change of a series on the value before, without a constant; NaN where it is exact. */
function pullValue(values: Float64Array): number {
  let level = 0;
  let both = 0;
  let change = 0;
  for (let t = 1; t < values.length; t += 1) {
    const before = values[t - 1] as number;
    const step = (values[t] as number) - before;
    level += before * before;
    both += before * step;
    change += step * step;
  }
  const pull = both / level;
  const squares = change - pull * both;
  if (!(level > 0) || !(squares > 1e-12 * change)) return NaN;
  return pull / Math.sqrt(squares / (values.length - 2) / level);
}

function running(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let t = 0; t < values.length; t += 1) sums[t + 1] = (sums[t] as number) + (values[t] as number);
  return sums;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1));
}
