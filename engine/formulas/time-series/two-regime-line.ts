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
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
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
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  candidates: readonly number[],
  least: number,
): TwoRegimes | undefined {
  const centerX = meanOf(x);
  const centerY = meanOf(y);
  const below = sumsUpTo(candidates, { x, y, centerX, centerY });
  const all = below[candidates.length] as Sums;
  const whole = lineOf(all);
  if (whole === undefined) return undefined;
  let best: (TwoLines & { readonly threshold: number }) | undefined;
  for (let i = 0; i < candidates.length; i += 1) {
    const found = twoLines(all, below[i] as Sums, least);
    if (found.squares < (best?.squares ?? Infinity)) best = { ...found, threshold: candidates[i] as number };
  }
  return (
    best && {
      ...best,
      low: moved(best.low, centerX, centerY),
      high: moved(best.high, centerX, centerY),
      singleSquares: whole.squares,
    }
  );
}

type TwoLines = Pick<TwoRegimes, 'high' | 'low' | 'squares'>;

const NO_LINE: Line = { a: NaN, b: NaN };

/** A line for the rows of `part` and one for the others, with infinite squares where one of them does not exist. */
function twoLines(all: Sums, part: Sums, least: number): TwoLines {
  const rest = without(all, part);
  const isEnough = part.count >= least && rest.count >= least;
  const low = isEnough ? lineOf(part) : undefined;
  const high = isEnough ? lineOf(rest) : undefined;
  if (low === undefined || high === undefined) return { low: NO_LINE, high: NO_LINE, squares: Infinity };
  return { low, high, squares: low.squares + high.squares };
}

/** Type 7 quantiles of values at `trim`, `trim + 0.01`, … `1 - trim`. */
export function thresholdCandidates(values: ArrayLike<number>, trim: number): number[] {
  const sorted = Float64Array.from(values).sort();
  const steps = Math.floor((1 - 2 * trim) / 0.01 + 1e-9);
  return Array.from(
    { length: steps + 1 },
    (_, i) => quantileOfSorted(sorted, Math.min(1, trim + 0.01 * i)) as number,
  );
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
function sumsUpTo(thresholds: readonly number[], { centerX, centerY, x, y }: CenteredPairs): Sums[] {
  const sums = Array.from({ length: thresholds.length + 1 }, () => ({
    count: 0,
    x: 0,
    y: 0,
    xx: 0,
    xy: 0,
    yy: 0,
  }));
  for (let i = 0; i < x.length; i += 1) {
    const nextX = (x[i] as number) - centerX;
    const nextY = (y[i] as number) - centerY;
    const sum = sums[countBelow(thresholds, x[i] as number)] as { -readonly [Name in keyof Sums]: number };
    sum.count += 1;
    sum.x += nextX;
    sum.y += nextY;
    sum.xx += nextX * nextX;
    sum.xy += nextX * nextY;
    sum.yy += nextY * nextY;
  }
  for (let i = 1; i < sums.length; i += 1) add(sums[i - 1] as Sums, sums[i] as Sums);
  return sums;
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

/** Adds one to the other. */
function add(part: Sums, to: { -readonly [Name in keyof Sums]: number }): void {
  to.count += part.count;
  to.x += part.x;
  to.y += part.y;
  to.xx += part.xx;
  to.xy += part.xy;
  to.yy += part.yy;
}

function without(all: Sums, part: Sums): Sums {
  return {
    count: all.count - part.count,
    x: all.x - part.x,
    y: all.y - part.y,
    xx: all.xx - part.xx,
    xy: all.xy - part.xy,
    yy: all.yy - part.yy,
  };
}

/** Least-squares line of the rows summed up, around the common means; undefined where x does not vary. */
function lineOf({ count, x, xx, xy, y, yy }: Sums): (Line & { readonly squares: number }) | undefined {
  const spread = xx - (x * x) / count;
  if (!(spread > STILL * xx) || !(spread > 0)) return undefined;
  const along = xy - (x * y) / count;
  const b = along / spread;
  const squares = Math.max(0, yy - (y * y) / count - b * along);
  return { a: y / count - (b * x) / count, b, squares };
}

function moved({ a, b }: Line, centerX: number, centerY: number): Line {
  return { a: a + centerY - b * centerX, b };
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum / values.length;
}
