import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../domain/market/bar.ts';
import type { TradePrint } from '../domain/market/market-event.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { BarBuilder } from './bar-builder.ts';
import { BarSeries } from './bar-series.ts';
import { btc, printAt } from './fixtures/market-events.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

function barsOf(prints: readonly TradePrint[], until: number, intervalMs = MINUTE): Bar[] {
  const builder = new BarBuilder(btc, intervalMs);
  const bars: Bar[] = [];
  for (const print of prints) builder.add(print, (bar) => bars.push(bar));
  builder.advance(until as UnixMs, (bar) => bars.push(bar));
  return bars;
}

/** A minute bar with made-up prices that tell it apart. */
const minuteBar = (minute: number): Bar => ({
  openTime: (minute * MINUTE) as UnixMs,
  intervalMs: MINUTE,
  open: minute,
  high: minute + 3,
  low: minute - 2,
  close: minute + 1,
  volumeBase: 2,
  buyVolumeBase: 0.5,
  tradeCount: 3,
});

function seriesOf(minutes: Iterable<number>, keep?: number): BarSeries {
  const series = new BarSeries(MINUTE, keep);
  for (const minute of minutes) series.append(minuteBar(minute));
  return series;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('the bar builder', () => {
  it('gathers open, high, low, close, volume and the buyers’ part of it', () => {
    const prints = [
      printAt(1000, 100, 5, 'buy'),
      printAt(2000, 108, 1, 'sell'),
      printAt(3000, 97, 2, 'sell'),
      printAt(59_999, 99, 4, 'buy'),
    ];
    expect(barsOf(prints, 60_000)).toEqual([
      // Ticks of 0.1 and lots of 0.001: 12 lots, 9 of them bought.
      {
        openTime: 0,
        intervalMs: MINUTE,
        open: 10,
        high: 10.8,
        low: 9.7,
        close: 9.9,
        volumeBase: 0.012,
        buyVolumeBase: 0.009,
        tradeCount: 4,
      },
    ]);
  });

  it('counts a print at the very end of a period into the next', () => {
    expect(barsOf([printAt(0, 100), printAt(60_000, 200)], 120_000).map(({ close }) => close)).toEqual([
      10, 20,
    ]);
  });

  it('gives no bar before its end', () => {
    expect(barsOf([printAt(0, 100)], 59_999)).toEqual([]);
  });

  it('gives flat bars of the last close where nothing traded', () => {
    const bars = barsOf([printAt(5, 100, 3), printAt(190_000, 105)], 240_000);
    expect(
      bars.map((bar) => [
        bar.openTime / MINUTE,
        bar.open,
        bar.high,
        bar.low,
        bar.close,
        bar.volumeBase,
        bar.tradeCount,
      ]),
    ).toEqual([
      [0, 10, 10, 10, 10, 0.003, 1],
      [1, 10, 10, 10, 10, 0, 0],
      [2, 10, 10, 10, 10, 0, 0],
      [3, 10.5, 10.5, 10.5, 10.5, 0.001, 1],
    ]);
  });

  it('gives nothing before the first print', () => {
    const builder = new BarBuilder(btc, MINUTE);
    expect(builder.formingBar).toBeUndefined();
    expect(barsOf([], 10 * MINUTE)).toEqual([]);
  });

  it('shows the bar that is forming', () => {
    const builder = new BarBuilder(btc, MINUTE);
    builder.add(printAt(61_000, 100), () => undefined);
    expect(builder.formingBar).toMatchObject({ openTime: 60_000, close: 10, tradeCount: 1 });
    builder.advance(120_000 as UnixMs, () => undefined);
    expect(builder.formingBar).toMatchObject({ openTime: 120_000, open: 10, close: 10, tradeCount: 0 });
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses an interval of %d ms', (intervalMs) => {
    expect(() => new BarBuilder(btc, intervalMs)).toThrow(
      /bar interval must be whole milliseconds above zero/,
    );
  });

  const tape = fc
    .array(
      fc.record({
        wait: fc.integer({ min: 0, max: 90_000 }),
        ticks: fc.integer({ min: 1, max: 500 }),
        lots: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 60 },
    )
    .map((steps) => {
      let time = 1_000_000;
      return steps.map(({ wait, ticks, lots }) =>
        printAt((time += wait), ticks, lots, ticks % 2 === 0 ? 'buy' : 'sell'),
      );
    });

  it('loses no volume, spaces bars evenly and keeps every price inside high and low', () => {
    fc.assert(
      fc.property(tape, (prints) => {
        const end = (prints.at(-1)?.time ?? 0) + MINUTE;
        const bars = barsOf(prints, end);
        const lots = (total: number, bar: Bar) => total + Math.round(bar.volumeBase * 1000);
        expect(bars.reduce(lots, 0)).toBe(prints.reduce((total, print) => total + print.lots, 0));
        expect(bars.reduce((total, bar) => total + bar.tradeCount, 0)).toBe(prints.length);
        for (const [index, bar] of bars.entries()) {
          expect(bar.openTime).toBe((bars[0]?.openTime ?? 0) + index * MINUTE);
          expect(Math.max(bar.open, bar.close)).toBeLessThanOrEqual(bar.high);
          expect(Math.min(bar.open, bar.close)).toBeGreaterThanOrEqual(bar.low);
        }
      }),
    );
  });

  it('is causal: what comes later changes no bar that was given out', () => {
    fc.assert(
      fc.property(tape, fc.nat(), (prints, cut) => {
        const before = prints.slice(0, 1 + (cut % prints.length));
        const now = before.at(-1)?.time ?? 0;
        const known = barsOf(before, now);
        expect(barsOf(prints, now).slice(0, known.length)).toEqual(known);
      }),
    );
  });
});

describe('a bar series', () => {
  it('answers by place from either end and by column', () => {
    const series = seriesOf(range(10, 14));
    expect(series.at(0)).toEqual(minuteBar(10));
    expect(series.at(-1)).toEqual(minuteBar(13));
    expect([series.at(4), series.at(-5)]).toEqual([undefined, undefined]);
    expect([...series.column('close')]).toEqual([11, 12, 13, 14]);
    expect(series.latest(2)).toEqual([minuteBar(12), minuteBar(13)]);
  });

  it('forgets the oldest bars but always keeps as many as asked', () => {
    const series = seriesOf([], 100);
    for (const minute of range(0, 1234)) {
      series.append(minuteBar(minute));
      expect(series.length).toBeGreaterThanOrEqual(Math.min(minute + 1, 100));
      expect(series.length).toBeLessThanOrEqual(200);
    }
    expect(series.latest(100)).toEqual(range(1134, 1234).map(minuteBar));
  });

  it('refuses a bar of another interval, one out of order, and sizes that are none', () => {
    const series = seriesOf([5]);
    expect(() => series.append({ ...minuteBar(6), intervalMs: 5 })).toThrow(
      /a bar of 5 ms does not belong to a series of 60000 ms/,
    );
    expect(() => series.append(minuteBar(5))).toThrow(/must open after the last one at 300000, was 300000/);
    expect(() => new BarSeries(0)).toThrow(/bar interval must be/);
    expect(() => new BarSeries(MINUTE, 0)).toThrow(/bars kept must be/);
  });
});

describe('resampling', () => {
  it('puts minutes together from UTC midnight and leaves out what has not ended', () => {
    // Minutes 8 to 21: 5-minute periods begin at 5, 10, 15 and 20; the last is not over.
    const coarse = seriesOf(range(8, 22)).resample(5 * MINUTE);
    expect([...coarse.column('openTime')].map((time) => time / MINUTE)).toEqual([5, 10, 15]);
    expect(coarse.at(1)).toEqual({
      openTime: 10 * MINUTE,
      intervalMs: 5 * MINUTE,
      open: 10,
      high: 17,
      low: 8,
      close: 15,
      volumeBase: 10,
      buyVolumeBase: 2.5,
      tradeCount: 15,
    });
    expect(coarse.at(0)).toMatchObject({ open: 8, close: 10, tradeCount: 6 });
  });

  it('shows the period that has not ended when asked', () => {
    const coarse = seriesOf(range(8, 22)).resample(5 * MINUTE, true);
    expect(coarse.at(-1)).toMatchObject({ openTime: 20 * MINUTE, open: 20, close: 22 });
  });

  it('keeps periods apart where minutes are missing', () => {
    const coarse = seriesOf([0, 1, 17, 19]).resample(5 * MINUTE, true);
    expect([...coarse.column('openTime')].map((time) => time / MINUTE)).toEqual([0, 15]);
  });

  it('gives days that begin at midnight', () => {
    const minutesPerDay = DAY / MINUTE;
    const days = seriesOf(range(minutesPerDay - 60, 2 * minutesPerDay)).resample(DAY);
    expect([...days.column('openTime')]).toEqual([0, DAY]);
    expect(days.at(1)).toMatchObject({ tradeCount: 3 * minutesPerDay });
  });

  it('gives the same bars for one minute, and none for none', () => {
    expect(seriesOf(range(0, 9)).resample(MINUTE).latest(9)).toEqual(range(0, 9).map(minuteBar));
    expect(seriesOf([]).resample(5 * MINUTE).length).toBe(0);
  });

  it.each([0, 30_000, 90_000, 7 * MINUTE, 2 * DAY, -MINUTE])('refuses bars of %d ms', (intervalMs) => {
    expect(() => seriesOf([1]).resample(intervalMs)).toThrow(/multiples that divide a day, not into/);
  });
});
