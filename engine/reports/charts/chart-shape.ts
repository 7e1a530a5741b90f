import { utcDay, utcMoment } from '../text/utc-text.ts';
import { niceSteps } from './nice-steps.ts';

/** A value at a time (Unix ms) or at a number in a row. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface ChartPlan {
  readonly points: readonly ChartPoint[];
  readonly kind: 'line' | 'bars';
  /** What x means: a time, or the number of a trade. */
  readonly xAxis: 'time' | 'count';
  readonly width: number;
  readonly height: number;
}

/** A chart as lines and boxes, without colors: drawn the same on a page and on paper. */
export interface ChartShape {
  readonly width: number;
  readonly height: number;
  /** SVG path data of the line; empty for bars. */
  readonly line: string;
  /** The same closed down to the zero or the lowest line. */
  readonly area: string;
  readonly gains: string;
  readonly losses: string;
  readonly yMarks: readonly Mark[];
  readonly xMarks: readonly Mark[];
  /** Where y is 0, when that is inside. */
  readonly zeroAt?: number;
  readonly left: number;
  readonly bottom: number;
}

export interface Mark {
  readonly at: number;
  readonly text: string;
}

const LEFT = 74;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 20;

/** Lays a chart out; undefined when there is nothing to draw. */
export function chartShape(plan: ChartPlan): ChartShape | undefined {
  const { points, kind, width, height } = plan;
  if (points.length === 0) return undefined;
  const ys = points.map(({ y }) => y);
  const [low, high] = rangeOf(kind === 'bars' ? [...ys, 0] : ys);
  const xs = points.map(({ x }) => x);
  const [from, to] = kind === 'bars' ? [Math.min(...xs) - 0.5, Math.max(...xs) + 0.5] : rangeOf(xs);
  const bottom = height - BOTTOM;
  const toX = (x: number): number => LEFT + ((x - from) / (to - from)) * (width - LEFT - RIGHT);
  const toY = (y: number): number => bottom - ((y - low) / (high - low)) * (bottom - TOP);
  const base = toY(Math.min(high, Math.max(low, 0)));
  const yMarks = niceSteps(low, high, 4).map((y) => ({ at: round(toY(y)), text: String(y) }));
  const drawn = kind === 'line' ? linePaths(points, toX, toY, bottom) : barPaths(points, toX, toY, base);
  return {
    width,
    height,
    ...drawn,
    yMarks,
    xMarks: xMarksOf(plan, from, to, toX),
    ...(low < 0 && high > 0 && { zeroAt: round(base) }),
    left: LEFT,
    bottom,
  };
}

type Paths = Pick<ChartShape, 'line' | 'area' | 'gains' | 'losses'>;
type Scale = (value: number) => number;

function linePaths(points: readonly ChartPoint[], toX: Scale, toY: Scale, bottom: number): Paths {
  const places = points.map(({ x, y }) => `${round(toX(x))} ${round(toY(y))}`);
  const line = `M ${places.join(' L ')}`;
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  const area = `${line} L ${round(toX(last))} ${bottom} L ${round(toX(first))} ${bottom} Z`;
  return { line, area, gains: '', losses: '' };
}

function barPaths(points: readonly ChartPoint[], toX: Scale, toY: Scale, base: number): Paths {
  const half = Math.min(6, Math.max(0.2, (toX(2) - toX(1)) * 0.4));
  const boxes = (of: readonly ChartPoint[]): string =>
    of
      .map(({ x, y }) => {
        const [left, right] = [round(toX(x) - half), round(toX(x) + half)];
        return `M ${left} ${round(base)} L ${left} ${round(toY(y))} L ${right} ${round(toY(y))} L ${right} ${round(base)} Z`;
      })
      .join(' ');
  return {
    line: '',
    area: '',
    gains: boxes(points.filter(({ y }) => y > 0)),
    losses: boxes(points.filter(({ y }) => y < 0)),
  };
}

function xMarksOf({ xAxis }: ChartPlan, from: number, to: number, toX: Scale): readonly Mark[] {
  if (xAxis === 'count') {
    const whole = niceSteps(Math.ceil(from), Math.floor(to), 6).filter(Number.isInteger);
    return whole.map((x) => ({ at: round(toX(x)), text: String(x) }));
  }
  const isLong = to - from > 3 * 86_400_000;
  const text = (time: number): string => (isLong ? utcDay(time) : utcMoment(time).slice(5, 16));
  return [0.08, 0.36, 0.64, 0.92].map((share) => {
    const time = from + share * (to - from);
    return { at: round(toX(time)), text: text(time) };
  });
}

/** Lowest and highest; a single value gets room around it. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high > low) return [low, high];
  const room = Math.abs(high) * 0.01 || 1;
  return [low - room, high + room];
}

const round = (value: number): number => Math.round(value * 100) / 100;
