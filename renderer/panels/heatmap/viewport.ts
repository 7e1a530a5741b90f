/** How long a column is and how wide it is drawn: whole pixels, so that a column never blurs into the next. */
export interface TimeZoom {
  readonly columnMs: 100 | 1000 | 10_000 | 60_000;
  readonly columnPx: number;
}

/** From nearest to farthest. */
export const TIME_ZOOMS: readonly TimeZoom[] = (
  [
    [100, [10, 6, 4, 2, 1]],
    [1000, [6, 4, 3, 2, 1]],
    [10_000, [6, 4, 3, 2, 1]],
    [60_000, [6, 4, 3, 2, 1]],
  ] as const
).flatMap(([columnMs, widths]) => widths.map((columnPx) => ({ columnMs, columnPx })));

/** One second a column, three pixels wide: about four minutes on a panel of 800 pixels. */
export const FIRST_TIME_ZOOM = TIME_ZOOMS.findIndex(
  ({ columnMs, columnPx }) => columnMs === 1000 && columnPx === 3,
);

/** How many ticks a row gathers and how high it is drawn. */
export interface PriceZoom {
  readonly rowTicks: number;
  readonly rowPx: number;
}

/** From nearest to farthest; rows of one tick come in three heights. */
export const PRICE_ZOOMS: readonly PriceZoom[] = [
  { rowTicks: 1, rowPx: 14 },
  { rowTicks: 1, rowPx: 8 },
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].map((rowTicks) => ({
    rowTicks,
    rowPx: 4,
  })),
];

/** How near time and price are, as places in `TIME_ZOOMS` and `PRICE_ZOOMS`. */
export interface Zooms {
  readonly timeZoom: number;
  /** Undefined lets the first book decide. */
  readonly priceZoom: number | undefined;
}

/** What part of time and price is on screen. */
export interface Viewport {
  readonly timeZoom: number;
  readonly priceZoom: number;
  /** Number of the column at the right edge; undefined follows the newest. */
  readonly rightIndex: number | undefined;
  /** Price in ticks in the middle of the panel; undefined follows the market. */
  readonly middleTicks: number | undefined;
}

/** The part of the panel where columns are drawn, in CSS pixels. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** A viewport laid on a panel: everything needed to turn pixels into moments and prices and back. */
export interface Frame extends TimeZoom, PriceZoom, PlotSize {
  readonly rightIndex: number;
  /** Row at the upper edge; a row holds ticks from `row × rowTicks`. */
  readonly topRow: number;
}

/** Where the market is: what a viewport follows. */
export interface Market {
  /** Number of the newest column, the one that has not ended. */
  readonly newestIndex: number;
  /** Middle of best bid and ask in ticks. */
  readonly midTicks: number;
}

const at = <Item>(list: readonly Item[], place: number): Item =>
  list[Math.min(Math.max(place, 0), list.length - 1)] as Item;

/** How long a column is. */
export const columnMsOf = ({ timeZoom }: Viewport): TimeZoom['columnMs'] =>
  TIME_ZOOMS[timeZoom]?.columnMs ?? 1000;

/** Where a heatmap begins: with the market, as near as it was left. */
export const firstViewport = ({ priceZoom = 2, timeZoom }: Zooms): Viewport => ({
  timeZoom,
  priceZoom,
  rightIndex: undefined,
  middleTicks: undefined,
});

export function frameOf(viewport: Viewport, size: PlotSize, market: Market): Frame {
  const time = at(TIME_ZOOMS, viewport.timeZoom);
  const price = at(PRICE_ZOOMS, viewport.priceZoom);
  const middle = viewport.middleTicks ?? market.midTicks;
  return {
    ...time,
    ...price,
    ...size,
    rightIndex: Math.min(viewport.rightIndex ?? market.newestIndex, market.newestIndex),
    topRow: Math.floor(middle / price.rowTicks) + Math.floor(size.height / price.rowPx / 2),
  };
}

/** Left edge of a column in pixels. */
export const columnX = (frame: Frame, index: number): number =>
  frame.width - (frame.rightIndex + 1 - index) * frame.columnPx;

/** The moment under a pixel, Unix ms. */
export const timeAt = (frame: Frame, x: number): number =>
  (frame.rightIndex + 1 - (frame.width - x) / frame.columnPx) * frame.columnMs;

/** The pixel of a moment. */
export const timeX = (frame: Frame, timeMs: number): number =>
  frame.width - (frame.rightIndex + 1 - timeMs / frame.columnMs) * frame.columnPx;

export const indexAt = (frame: Frame, x: number): number =>
  Math.floor(frame.rightIndex + 1 - (frame.width - x) / frame.columnPx);

export const rowAt = (frame: Frame, y: number): number => frame.topRow - Math.floor(y / frame.rowPx);

/** Upper edge of a row in pixels. */
export const rowY = (frame: Frame, row: number): number => (frame.topRow - row) * frame.rowPx;

/** Middle of a price, given in ticks, in pixels. */
export const ticksY = (frame: Frame, ticks: number): number =>
  (frame.topRow + 1 - (ticks + 0.5) / frame.rowTicks) * frame.rowPx;

/** The price under a pixel in ticks, a fraction. */
export const ticksAt = (frame: Frame, y: number): number =>
  (frame.topRow + 1 - y / frame.rowPx) * frame.rowTicks - 0.5;

/** Columns that fit, one more for the one cut off at the left. */
export const columnCount = ({ columnPx, width }: Frame): number => Math.ceil(width / columnPx) + 1;

export const rowCount = ({ height, rowPx }: Frame): number => Math.ceil(height / rowPx) + 1;

/** Moves through time by whole columns; below zero is back. Reaching the newest column follows again. */
export function panTime(viewport: Viewport, columns: number, { newestIndex }: Market): Viewport {
  const rightIndex = Math.round((viewport.rightIndex ?? newestIndex) + columns);
  return { ...viewport, rightIndex: rightIndex >= newestIndex ? undefined : Math.max(0, rightIndex) };
}

/** Moves through prices; above zero is up. */
export function panPrice(viewport: Viewport, ticks: number, { midTicks }: Market): Viewport {
  return { ...viewport, middleTicks: Math.max(0, (viewport.middleTicks ?? midTicks) + ticks) };
}

/** Nearer (below zero) or farther by `steps`, keeping the moment under pixel `x` in its place. */
export function zoomTime(viewport: Viewport, steps: number, held: { frame: Frame; x: number }): Viewport {
  const timeZoom = Math.min(Math.max(viewport.timeZoom + steps, 0), TIME_ZOOMS.length - 1);
  if (viewport.rightIndex === undefined) return { ...viewport, timeZoom };
  const next = at(TIME_ZOOMS, timeZoom);
  const moment = timeAt(held.frame, held.x) / next.columnMs;
  return {
    ...viewport,
    timeZoom,
    rightIndex: Math.max(0, Math.round(moment + (held.frame.width - held.x) / next.columnPx) - 1),
  };
}

/** Nearer (below zero) or farther in price by `steps`. */
export function zoomPrice(viewport: Viewport, steps: number): Viewport {
  const priceZoom = Math.min(Math.max(viewport.priceZoom + steps, 0), PRICE_ZOOMS.length - 1);
  return { ...viewport, priceZoom };
}

/** The nearest zoom at which `ticks` fit into `height` pixels. */
export function fittingPriceZoom(ticks: number, height: number): number {
  const place = PRICE_ZOOMS.findIndex(({ rowPx, rowTicks }) => (height / rowPx) * rowTicks >= ticks);
  return place < 0 ? PRICE_ZOOMS.length - 1 : place;
}
