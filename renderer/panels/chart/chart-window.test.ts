import { describe, expect, it } from 'vitest';
import {
  fedSlice,
  followsMarket,
  FREE_SLOTS,
  MOST_FED,
  newestRange,
  pannedRange,
  zoomedRange,
} from './chart-window.ts';

describe('the window of a chart', () => {
  it('shows the newest bars with room for the next', () => {
    expect(newestRange(1000, 120)).toEqual({ from: 1000 + FREE_SLOTS - 120, to: 1000 + FREE_SLOTS });
    expect(newestRange(10, 120)).toEqual({ from: 0, to: 10 + FREE_SLOTS });
  });

  it('feeds no more than the limit, however long the history', () => {
    for (const range of [newestRange(50_000, 120), { from: 25_000, to: 25_120 }, { from: 0, to: 120 }]) {
      const { from, to } = fedSlice(range, 50_000);
      expect(to - from).toBe(MOST_FED);
      expect(from).toBeLessThanOrEqual(range.from);
      expect(to).toBeGreaterThanOrEqual(Math.min(range.to, 50_000));
    }
  });

  it('stops panning at both ends', () => {
    const range = newestRange(500, 100);
    expect(pannedRange(range, 10_000, 500)).toEqual(range);
    expect(pannedRange(range, -10_000, 500)).toEqual({ from: 0, to: 100 });
  });

  it('zooms around the pointer', () => {
    // 100 bars to 50; the bar at a quarter of the width (125) stays at a quarter: 125 - 12.5 rounds to 113.
    expect(zoomedRange({ from: 100, to: 200 }, 0.5, 0.25, 500)).toEqual({ from: 113, to: 163 });
  });

  it('follows the market only while the newest bar is on screen', () => {
    expect(followsMarket(newestRange(500, 100), 500)).toBe(true);
    expect(followsMarket({ from: 0, to: 100 }, 500)).toBe(false);
  });
});
