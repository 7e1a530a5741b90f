import type { FlowBar } from '../../charts/flow/flow-bar.ts';
import { niceStep } from '../../charts/flow/amounts.ts';

/** What part of the footprint is on screen and how large it is drawn. */
export interface Viewport {
  /** Pixels a bar is wide and a row is high. */
  readonly barPx: number;
  readonly rowPx: number;
  /** Bar number at the right edge; parts of a bar are allowed. */
  readonly right: number;
  /** Tick in the middle of the height. */
  readonly middleTicks: number;
  /** Goes along with the newest bar; with the last price. */
  readonly followsBars: boolean;
  readonly followsPrice: boolean;
}

/** Where bars are drawn: from the left and upper edge of the canvas. */
export interface Plot {
  readonly width: number;
  readonly height: number;
}

/** How much of a bar stays free beside the newest one. */
const MARGIN_BARS = 0.25;
const BAR_PX = { least: 4, most: 260 };
const ROW_PX = { least: 1, most: 34 };
/** Rows an ordinary bar has about when the window chooses their height. */
const FITTING_ROWS = 14;
/** Bars and rows that are on screen at once in a panel of ordinary size. */
const SCREEN_BARS = 8;
const SCREEN_ROWS = 30;

export const FIRST_VIEW: Viewport = {
  barPx: 104,
  rowPx: 16,
  right: 0,
  middleTicks: 0,
  followsBars: true,
  followsPrice: true,
};

/** How bars are drawn: as numbers, as colored cells, or as thin outlines of volume. */
export type Detail = 'numbers' | 'cells' | 'thin';

export function detailOf({ barPx, rowPx }: Viewport): Detail {
  if (barPx >= 84 && rowPx >= 13) return 'numbers';
  return barPx >= 22 && rowPx >= 3 ? 'cells' : 'thin';
}

export const xOfBar = (view: Viewport, plot: Plot, number: number): number =>
  plot.width - (view.right - number) * view.barPx;

/** The lower edge of the row that begins at this tick. */
export const yOfTicks = (view: Viewport, plot: Plot, rowTicks: number, ticks: number): number =>
  plot.height / 2 - ((ticks - view.middleTicks) / rowTicks) * view.rowPx;

export const barAtX = (view: Viewport, plot: Plot, x: number): number =>
  Math.floor(view.right - (plot.width - x) / view.barPx);

/** Lowest tick of the row at a height. */
export function rowAtY(view: Viewport, plot: Plot, rowTicks: number, y: number): number {
  const ticks = view.middleTicks + ((plot.height / 2 - y) / view.rowPx) * rowTicks;
  return Math.floor(ticks / rowTicks) * rowTicks;
}

/** Lowest and highest tick on screen. */
export function visibleTicks(view: Viewport, plot: Plot, rowTicks: number): { low: number; high: number } {
  const half = (plot.height / 2 / view.rowPx) * rowTicks;
  return { low: view.middleTicks - half, high: view.middleTicks + half };
}

export const panned = (view: Viewport, rowTicks: number, dx: number, dy: number): Viewport => ({
  ...view,
  right: view.right - dx / view.barPx,
  middleTicks: view.middleTicks + (dy / view.rowPx) * rowTicks,
  followsBars: view.followsBars && dx === 0,
  followsPrice: view.followsPrice && dy === 0,
});

/** Wider or narrower bars around a place that stays where it is. */
export function zoomedBars(view: Viewport, plot: Plot, factor: number, x: number): Viewport {
  const barPx = within(view.barPx * factor, BAR_PX);
  const anchor = view.right - (plot.width - x) / view.barPx;
  // While the newest bar is followed it is the one that stays.
  const right = view.followsBars ? view.right : anchor + (plot.width - x) / barPx;
  return { ...view, barPx, right };
}

/** Higher or lower rows around a height that stays where it is. */
export function zoomedRows(
  view: Viewport,
  plot: Plot,
  factor: number,
  { y, rowTicks }: { readonly y: number; readonly rowTicks: number },
): Viewport {
  const rowPx = within(view.rowPx * factor, ROW_PX);
  if (view.followsPrice) return { ...view, rowPx };
  const offset = (plot.height / 2 - y) * rowTicks;
  return { ...view, rowPx, middleTicks: view.middleTicks + offset * (1 / view.rowPx - 1 / rowPx) };
}

/** The same view after the market moved on: the newest bar at the edge, the last price in sight. */
export function followed(view: Viewport, plot: Plot, rowTicks: number, last: FlowBar | undefined): Viewport {
  if (last === undefined) return view;
  const right = view.followsBars ? last.number + 1 + MARGIN_BARS : view.right;
  const half = (plot.height / 2 / view.rowPx) * rowTicks;
  const isFar = Math.abs(last.closeTicks - view.middleTicks) > half * 0.6;
  // The price moves freely in the middle; a picture that moved with every trade could not be read.
  const middleTicks = view.followsPrice && isFar ? last.closeTicks : view.middleTicks;
  return { ...view, right, middleTicks };
}

/** Ticks a row should have so that an ordinary bar has about a dozen rows and the newest bars fit on the screen. */
export function fittingRowTicks(bars: readonly FlowBar[]): number {
  const ranges = bars.map(({ highTicks, lowTicks }) => highTicks - lowTicks + 1).toSorted((a, b) => a - b);
  const newest = bars.slice(-SCREEN_BARS);
  const high = Math.max(...newest.map(({ highTicks }) => highTicks));
  const low = Math.min(...newest.map(({ lowTicks }) => lowTicks));
  const ordinary = (ranges[Math.floor(ranges.length / 2)] ?? 1) / FITTING_ROWS;
  return niceStep(newest.length === 0 ? ordinary : Math.max(ordinary, (high - low + 1) / SCREEN_ROWS));
}

const within = (value: number, { least, most }: { least: number; most: number }): number =>
  Math.min(Math.max(value, least), most);
