import { quantileOfSorted } from '../../numerics/quantile.ts';

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

/** Sums around the means of all rows. */
interface Sums {
  count: number;
  x: number;
  y: number;
  xx: number;
  xy: number;
  yy: number;
}

interface FittedLine extends Line {
  a: number;
  b: number;
  squares: number;
}

/** Memory for a search among `candidates` thresholds, to be used again. */
export class RegimeMemory {
  /** Of the rows up to each threshold, and behind them of all rows. */
  readonly below: readonly Sums[];
  readonly above = noSums();
  readonly low: FittedLine = { a: NaN, b: NaN, squares: NaN };
  readonly high: FittedLine = { a: NaN, b: NaN, squares: NaN };

  constructor(candidates: number) {
    this.below = Array.from({ length: candidates + 1 }, noSums);
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
  { x, y }: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  candidates: readonly number[],
  least: number,
  memory = new RegimeMemory(candidates.length),
): TwoRegimes | undefined {
  const { below, high, low } = memory;
  const centerX = meanOf(x);
  const centerY = meanOf(y);
  writeSums(below, candidates, { x, y, centerX, centerY });
  if (!writeLine(low, below[candidates.length] as Sums)) return undefined;
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
  const part = below[threshold] as Sums;
  writeDifference(above, below[below.length - 1] as Sums, part);
  if (!(part.count >= least && above.count >= least)) return false;
  return writeLine(low, part) && writeLine(high, above);
}

/**
 * Type 7 quantiles of values at `trim`, `trim + 0.01`, … `1 - trim`; works in the lists that are given, of which
 * `sorted` has the length of the values.
 */
export function thresholdCandidates(
  values: ArrayLike<number>,
  trim: number,
  sorted = new Float64Array(values.length),
  candidates: number[] = [],
): number[] {
  for (let i = 0; i < values.length; i += 1) sorted[i] = values[i] as number;
  sorted.sort();
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

/** Sums of the rows up to each threshold, and behind them of all rows; no row has to be sorted for that. */
function writeSums(
  sums: readonly Sums[],
  thresholds: readonly number[],
  { centerX, centerY, x, y }: CenteredPairs,
): void {
  for (let i = 0; i < sums.length; i += 1) clear(sums[i] as Sums);
  for (let i = 0; i < x.length; i += 1) {
    const nextX = (x[i] as number) - centerX;
    const nextY = (y[i] as number) - centerY;
    const sum = sums[countBelow(thresholds, x[i] as number)] as Sums;
    sum.count += 1;
    sum.x += nextX;
    sum.y += nextY;
    sum.xx += nextX * nextX;
    sum.xy += nextX * nextY;
    sum.yy += nextY * nextY;
  }
  for (let i = 1; i < sums.length; i += 1) add(sums[i - 1] as Sums, sums[i] as Sums);
}

/** How many of some ascending numbers lie below another. */
function countBelow(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function noSums(): Sums {
  return { count: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
}

function clear(sums: Sums): void {
  sums.count = 0;
  sums.x = 0;
  sums.y = 0;
  sums.xx = 0;
  sums.xy = 0;
  sums.yy = 0;
}

/** Adds one to the other. */
function add(part: Sums, to: Sums): void {
  to.count += part.count;
  to.x += part.x;
  to.y += part.y;
  to.xx += part.xx;
  to.xy += part.xy;
  to.yy += part.yy;
}

/** Writes the sums of the rows that are not in `part`. */
function writeDifference(target: Sums, all: Sums, part: Sums): void {
  target.count = all.count - part.count;
  target.x = all.x - part.x;
  target.y = all.y - part.y;
  target.xx = all.xx - part.xx;
  target.xy = all.xy - part.xy;
  target.yy = all.yy - part.yy;
}

/** Writes the least-squares line of the rows summed up, around the common means; whether x varies. */
function writeLine(line: FittedLine, { count, x, xx, xy, y, yy }: Sums): boolean {
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
