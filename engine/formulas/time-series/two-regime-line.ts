import { quantileOfSorted } from '../../numerics/quantile.ts';
import type { SlidingOrder } from '../../numerics/sliding-order.ts';

/** A straight line `a + b x`. */
export interface Line {
  readonly a: number;
  readonly b: number;
}

/** Two lines, one up to a threshold of `x` and one above it. */
export interface TwoRegimes {
  readonly threshold: number;
  readonly low: Line;
  readonly high: Line;
  /** Squares left by both, and by one line for all. */
  readonly squares: number;
  readonly singleSquares: number;
}

/** Places of the sums of some rows around the means of all: how many, x, y, x², xy and y². */
const SUMS = 6;

interface FittedLine extends Line {
  a: number;
  b: number;
  squares: number;
}

/** Pairs, and their `x` in order. */
export interface OrderedPairs {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly order: SlidingOrder;
}

/** Memory for a search among `candidates` thresholds in `rows` pairs, to be used again. */
export class RegimeMemory {
  /** Sums of the rows up to each threshold, and behind them of all rows. */
  readonly below: Float64Array;
  readonly above = new Float64Array(SUMS);
  readonly low: FittedLine = { a: NaN, b: NaN, squares: NaN };
  readonly high: FittedLine = { a: NaN, b: NaN, squares: NaN };

  /** How many thresholds lie below the `x` of each row. */
  readonly parts: Int32Array;

  constructor(candidates: number, rows: number) {
    this.parts = new Int32Array(rows);
    this.below = new Float64Array(SUMS * (candidates + 1));
  }
}

/** Squares of `x` around its mean below this share of those around zero are no spread. */
const STILL = 1e-20;

/**
 * The threshold among `candidates` (ascending) that leaves the smallest squares, the smallest on ties.
 * Thresholds that leave a side fewer than `least` rows or an `x` that does not vary are passed over;
 * undefined where none is left.
 *
 * Source: Tong (1990), Non-linear Time Series: A Dynamical System Approach, section 7.2.
 */
export function bestTwoRegimes(
  { order, x, y }: OrderedPairs,
  candidates: readonly number[],
  least: number,
  memory = new RegimeMemory(candidates.length, order.count),
): TwoRegimes | undefined {
  const { below, high, low } = memory;
  const centerX = meanOf(x);
  const centerY = meanOf(y);
  writeParts(memory.parts, candidates, order);
  writeSums(memory, { x, y, centerX, centerY });
  if (!writeLine(low, below, SUMS * candidates.length)) return undefined;
  const singleSquares = low.squares;
  let best = -1;
  let squares = Infinity;
  for (let i = 0; i < candidates.length; i += 1) {
    if (!writeTwoLines(memory, i, least) || !(low.squares + high.squares < squares)) continue;
    best = i;
    squares = low.squares + high.squares;
  }
  if (best < 0) return undefined;
  writeTwoLines(memory, best, least);
  return {
    threshold: candidates[best] as number,
    low: moved(low, centerX, centerY),
    high: moved(high, centerX, centerY),
    squares,
    singleSquares,
  };
}

/** Writes a line for the rows up to a threshold and one for the others; whether both exist. */
function writeTwoLines({ above, below, high, low }: RegimeMemory, threshold: number, least: number): boolean {
  const part = SUMS * threshold;
  const all = below.length - SUMS;
  for (let k = 0; k < SUMS; k += 1) above[k] = (below[all + k] as number) - (below[part + k] as number);
  if (!((below[part] as number) >= least && (above[0] as number) >= least)) return false;
  return writeLine(low, below, part) && writeLine(high, above, 0);
}

/** Type 7 quantiles of ascending values at `trim`, `trim + 0.01`, … `1 - trim`, in the list that is given. */
export function thresholdCandidates(
  sorted: ArrayLike<number>,
  trim: number,
  candidates: number[] = [],
): number[] {
  const steps = Math.floor((1 - 2 * trim) / 0.01 + 1e-9);
  for (let i = 0; i <= steps; i += 1)
    candidates[i] = quantileOfSorted(sorted, Math.min(1, trim + 0.01 * i)) as number;
  return candidates;
}

/** F-statistic of two lines against one, of `count` rows. */
export function regimesStatistic({ singleSquares, squares }: TwoRegimes, count: number): number {
  return squares > 0 ? (singleSquares - squares) / 2 / (squares / (count - 4)) : Number.MAX_VALUE;
}

/** Pairs and the means around which they are summed up. */
interface CenteredPairs {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly centerX: number;
  readonly centerY: number;
}

/** Writes for each row how many thresholds lie below its `x`. */
function writeParts(
  parts: Int32Array,
  thresholds: readonly number[],
  { places, sorted }: SlidingOrder,
): void {
  let part = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const value = sorted[i] as number;
    while (part < thresholds.length && (thresholds[part] as number) < value) part += 1;
    parts[places[i] as number] = part;
  }
}

/** Sums of the rows up to each threshold, and behind them of all rows. */
function writeSums({ below, parts }: RegimeMemory, { centerX, centerY, x, y }: CenteredPairs): void {
  below.fill(0);
  for (let i = 0; i < x.length; i += 1) {
    const nextX = (x[i] as number) - centerX;
    const nextY = (y[i] as number) - centerY;
    const at = SUMS * (parts[i] as number);
    below[at] = (below[at] as number) + 1;
    below[at + 1] = (below[at + 1] as number) + nextX;
    below[at + 2] = (below[at + 2] as number) + nextY;
    below[at + 3] = (below[at + 3] as number) + nextX * nextX;
    below[at + 4] = (below[at + 4] as number) + nextX * nextY;
    below[at + 5] = (below[at + 5] as number) + nextY * nextY;
  }
  for (let i = SUMS; i < below.length; i += 1) below[i] = (below[i] as number) + (below[i - SUMS] as number);
}

/** Writes the least-squares line of the rows whose sums begin at a place, around the common means; whether x varies. */
function writeLine(line: FittedLine, sums: Float64Array, at: number): boolean {
  const count = sums[at] as number;
  const x = sums[at + 1] as number;
  const y = sums[at + 2] as number;
  const xx = sums[at + 3] as number;
  const xy = sums[at + 4] as number;
  const yy = sums[at + 5] as number;
  const spread = xx - (x * x) / count;
  if (!(spread > STILL * xx) || !(spread > 0)) return false;
  const along = xy - (x * y) / count;
  line.b = along / spread;
  line.a = y / count - (line.b * x) / count;
  line.squares = Math.max(0, yy - (y * y) / count - line.b * along);
  return true;
}

function moved({ a, b }: Line, centerX: number, centerY: number): Line {
  return { a: a + centerY - b * centerX, b };
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum / values.length;
}
