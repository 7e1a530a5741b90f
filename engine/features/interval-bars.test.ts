import { describe, expect, it } from 'vitest';
import type { Bar } from '../domain/market/bar.ts';
import { unixMs } from '../domain/units/time.ts';
import { IntervalBars } from './interval-bars.ts';

const MINUTE_MS = 60_000;

const minute = (index: number): Bar => ({
  openTime: unixMs(index * MINUTE_MS),
  intervalMs: MINUTE_MS,
  open: index,
  high: index + 1,
  low: index - 1,
  close: index + 0.5,
  volumeBase: 2,
  buyVolumeBase: 1,
  tradeCount: 3,
});

const given = (bars: IntervalBars, minutes: readonly number[]) =>
  minutes.flatMap((index) => {
    const bar = bars.add(minute(index));
    return bar === undefined ? [] : [[index, bar.openTime / MINUTE_MS, bar.open, bar.close, bar.volumeBase]];
  });

describe('bars of a longer interval', () => {
  it('are given out with their last minute', () => {
    expect(given(new IntervalBars(3 * MINUTE_MS), [0, 1, 2, 3, 4, 5])).toEqual([
      [2, 0, 0, 2.5, 6],
      [5, 3, 3, 5.5, 6],
    ]);
  });

  it('leave out the period they began in the middle of', () => {
    expect(given(new IntervalBars(3 * MINUTE_MS), [1, 2, 3, 4, 5])).toEqual([[5, 3, 3, 5.5, 6]]);
  });

  it('give out a period whose last minute never came when the next one begins', () => {
    expect(given(new IntervalBars(3 * MINUTE_MS), [0, 1, 3])).toEqual([[3, 0, 0, 1.5, 4]]);
  });

  it('of one minute are the minutes themselves', () => {
    const one = minute(7);
    expect(new IntervalBars(MINUTE_MS).add(one)).toBe(one);
  });

  it.each([0, -MINUTE_MS, 90_000, 7 * MINUTE_MS, NaN])('cannot be %d ms long', (intervalMs) => {
    expect(() => new IntervalBars(intervalMs)).toThrow(
      `whole minutes that divide a day, was ${intervalMs} ms`,
    );
  });
});
