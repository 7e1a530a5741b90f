/** How many bars the chart is fed at most: its cost follows what it is fed, not what is visible. */
export const MOST_FED = 900;
const LEAST_VISIBLE = 12;
/** Free slots to the right of the newest bar, the first of which is the forming bar's. */
export const FREE_SLOTS = 6;

/** Which bars are visible, as positions in the whole history; `to` is exclusive and may pass the end. */
export interface VisibleRange {
  readonly from: number;
  readonly to: number;
}

/** The newest bars, as many as fit, with room for the bar that is forming. */
export const newestRange = (barCount: number, fitting: number): VisibleRange => ({
  from: Math.max(barCount + FREE_SLOTS - fitting, 0),
  to: barCount + FREE_SLOTS,
});

/** Whether the newest bar is on screen, so that the chart follows the market. */
export const followsMarket = (range: VisibleRange, barCount: number): boolean => range.to > barCount;

/** The slice to feed: what is visible, with as much again on both sides as the limit allows. */
export function fedSlice(
  range: VisibleRange,
  barCount: number,
): { readonly from: number; readonly to: number } {
  const spare = Math.max(0, Math.floor((MOST_FED - (range.to - range.from)) / 2));
  const to = Math.min(barCount, Math.max(range.to + spare, MOST_FED));
  return { from: Math.max(0, to - MOST_FED), to };
}

/** The range moved by a number of bars, stopping at both ends. */
export function pannedRange(range: VisibleRange, bars: number, barCount: number): VisibleRange {
  const length = range.to - range.from;
  const from = Math.min(Math.max(range.from + bars, 0), Math.max(barCount + FREE_SLOTS - length, 0));
  return { from, to: from + length };
}

/** The range made longer or shorter around a point (0 is its left edge, 1 its right). */
export function zoomedRange(
  range: VisibleRange,
  factor: number,
  around: number,
  barCount: number,
): VisibleRange {
  const length = range.to - range.from;
  const most = Math.min(MOST_FED, barCount + FREE_SLOTS);
  const next = Math.min(Math.max(Math.round(length * factor), LEAST_VISIBLE), most);
  const from = Math.round(range.from + (length - next) * around);
  return pannedRange({ from, to: from + next }, 0, barCount);
}
