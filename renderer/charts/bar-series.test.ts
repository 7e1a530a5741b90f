import { describe, expect, it } from 'vitest';
import type { BarView } from '../../engine/contract/views.ts';
import { formingBarOf, missesMinutes, openTimeOf, seriesFrom, withMinute, withOlder } from './bar-series.ts';

const MINUTE = 60_000;
const minute = (at: number, close: number): BarView => ({
  openTimeMs: at * MINUTE,
  open: close - 1,
  high: close + 2,
  low: close - 3,
  close,
  volumeBase: 1,
  buyVolumeBase: 0.5,
});

describe('a series of bars', () => {
  it('finds the bar a moment belongs to', () => {
    expect(openTimeOf(7 * MINUTE + 5, 5 * MINUTE)).toBe(5 * MINUTE);
  });

  it('takes the bar that is still forming apart into its closed minutes', () => {
    const bars = [minute(0, 10), minute(5, 20)];
    const series = seriesFrom(5 * MINUTE, 7 * MINUTE + 1, bars, [
      minute(4, 9),
      minute(5, 20),
      minute(6, 21),
      minute(7, 22),
    ]);
    expect(series.bars).toEqual([bars[0]]);
    expect(series.minutes.map(({ openTimeMs }) => openTimeMs / MINUTE)).toEqual([5, 6]);
  });

  it('closes a five-minute bar with its last minute', () => {
    const start = seriesFrom(5 * MINUTE, 5 * MINUTE, [], []);
    const series = [5, 6, 7, 8, 9].reduce((grown, at) => withMinute(grown, minute(at, at * 10)), start);
    // Open of the first minute, close of the last; extremes over all: 90 + 2 and 50 - 3; five times volume 1.
    expect(series.bars).toEqual([
      { openTimeMs: 5 * MINUTE, open: 49, high: 92, low: 47, close: 90, volumeBase: 5, buyVolumeBase: 2.5 },
    ]);
    expect(series.minutes).toEqual([]);
  });

  it('closes a bar whose last minute had no trades as soon as the next begins', () => {
    const start = seriesFrom(5 * MINUTE, 5 * MINUTE, [], []);
    const series = [5, 6, 10].reduce((grown, at) => withMinute(grown, minute(at, at)), start);
    expect(series.bars.map(({ openTimeMs }) => openTimeMs / MINUTE)).toEqual([5]);
    expect(series.minutes.map(({ openTimeMs }) => openTimeMs / MINUTE)).toEqual([10]);
  });

  it('counts a minute once', () => {
    const once = withMinute(seriesFrom(MINUTE, 0, [], []), minute(0, 10));
    expect(withMinute(once, minute(0, 10))).toBe(once);
  });

  it('forms its newest bar from closed minutes and the forming one', () => {
    const series = seriesFrom(5 * MINUTE, 7 * MINUTE, [], [minute(5, 20), minute(6, 30)]);
    expect(formingBarOf(series, minute(7, 10))).toMatchObject({
      openTimeMs: 5 * MINUTE,
      open: 19,
      close: 10,
      high: 32,
      low: 7,
    });
  });

  it('notices minutes that closed unseen', () => {
    const series = seriesFrom(MINUTE, 2 * MINUTE, [minute(0, 1), minute(1, 2)], []);
    expect(missesMinutes(series, minute(2, 3))).toBe(false);
    expect(missesMinutes(series, minute(3, 3))).toBe(true);
  });

  it('puts older bars in front and keeps those it has', () => {
    const series = seriesFrom(MINUTE, 3 * MINUTE, [minute(2, 3)], []);
    const bars = withOlder(series, [minute(0, 1), minute(1, 2), minute(2, 99)]).bars;
    expect(bars.map(({ close }) => close)).toEqual([1, 2, 3]);
  });
});
