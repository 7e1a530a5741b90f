import { describe, expect, it } from 'vitest';
import {
  columnX,
  FIRST_TIME_ZOOM,
  fittingPriceZoom,
  frameOf,
  indexAt,
  panPrice,
  panTime,
  PRICE_ZOOMS,
  rowAt,
  rowY,
  ticksAt,
  ticksY,
  timeAt,
  TIME_ZOOMS,
  timeX,
  type Viewport,
  zoomPrice,
  zoomTime,
} from './viewport.ts';

const market = { newestIndex: 1000, midTicks: 5000 };
const size = { width: 300, height: 200 };
const following: Viewport = {
  timeZoom: FIRST_TIME_ZOOM,
  priceZoom: PRICE_ZOOMS.findIndex(({ rowTicks }) => rowTicks === 10),
  rightIndex: undefined,
  middleTicks: undefined,
};

describe('the viewport of the heatmap', () => {
  const frame = frameOf(following, size, market);

  it('ends with the newest column and has the market in its middle', () => {
    expect(columnX(frame, 1000) + frame.columnPx).toBe(300);
    // Rows of 10 ticks are 4 pixels high: the middle lies 25 rows below the upper edge of row 525.
    expect(rowY(frame, 500)).toBe(25 * 4);
    expect(Math.abs(ticksY(frame, 5000) - 100)).toBeLessThan(4);
  });

  it('turns pixels into moments and prices and back', () => {
    expect(timeX(frame, timeAt(frame, 123))).toBeCloseTo(123, 9);
    expect(ticksY(frame, ticksAt(frame, 77))).toBeCloseTo(77, 9);
    expect(indexAt(frame, columnX(frame, 950) + 1)).toBe(950);
    expect(rowAt(frame, rowY(frame, 507) + 1)).toBe(507);
    // The end of the newest second is the right edge.
    expect(timeAt(frame, 300)).toBe(1_001_000);
  });

  it('pans by whole columns and follows again once it reaches the newest', () => {
    const back = panTime(following, -40, market);
    expect(back.rightIndex).toBe(960);
    expect(panTime(back, 39, market).rightIndex).toBe(999);
    expect(panTime(back, 40, market).rightIndex).toBeUndefined();
    expect(panTime(back, -5000, market).rightIndex).toBe(0);
    expect(panPrice(following, 30, market).middleTicks).toBe(5030);
  });

  it('keeps the moment under the pointer when it zooms in time, and the newest while it follows', () => {
    const back = panTime(following, -40, market);
    const held = { frame: frameOf(back, size, market), x: 120 };
    const nearer = zoomTime(back, -1, held);
    const next = frameOf(nearer, size, market);
    expect(next.columnPx).toBe(4);
    expect(Math.abs(timeAt(next, 120) - timeAt(held.frame, 120))).toBeLessThanOrEqual(next.columnMs);
    expect(zoomTime(following, -1, { frame, x: 120 }).rightIndex).toBeUndefined();
  });

  it('stops at the nearest and the farthest zoom', () => {
    const held = { frame, x: 0 };
    expect(zoomTime(following, -100, held).timeZoom).toBe(0);
    expect(zoomTime(following, 100, held).timeZoom).toBe(TIME_ZOOMS.length - 1);
    expect(zoomPrice(following, -100).priceZoom).toBe(0);
    expect(zoomPrice(following, 100).priceZoom).toBe(PRICE_ZOOMS.length - 1);
  });

  it('finds the nearest price zoom at which a range fits', () => {
    // 200 pixels hold 50 rows of 4 pixels: 1,000 ticks need rows of 20.
    expect(PRICE_ZOOMS[fittingPriceZoom(1000, 200)]).toEqual({ rowTicks: 20, rowPx: 4 });
    expect(PRICE_ZOOMS[fittingPriceZoom(14, 200)]).toEqual({ rowTicks: 1, rowPx: 14 });
    expect(fittingPriceZoom(1e9, 200)).toBe(PRICE_ZOOMS.length - 1);
  });
});
