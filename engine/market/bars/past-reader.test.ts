import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { BarSeries } from '../bar-series.ts';
import { btc, printAt } from '../fixtures/market-events.ts';
import { TradeLog } from '../trade-log.ts';
import { pageOf } from './bar-page.ts';
import { PAST_ROOM } from './bar-pyramid.ts';
import type { ChartBar } from './chart-bar.ts';
import { ChartSeries } from './chart-series.ts';
import { PastBars } from './past-bars.ts';

const MINUTE = 60_000;

const barAt = (minute: number, price: number, minutes = 1, volumeBase = 1): Bar => ({
  openTime: (minute * MINUTE) as UnixMs,
  intervalMs: minutes * MINUTE,
  open: price,
  high: price + 2,
  low: price - 1,
  close: price + 1,
  volumeBase,
  buyVolumeBase: volumeBase / 4,
  tradeCount: 3,
});

/** A series whose session begins at minute `begins`, with one trade in each of its minutes. */
function sessionFrom(begins: number, until: number, minutes: number) {
  const past = new PastBars(begins * MINUTE);
  const trades = new TradeLog();
  const sources = { trades, minutes: new BarSeries(MINUTE), past };
  const series = new ChartSeries(btc, { kind: 'time', intervalMs: minutes * MINUTE }, sources);
  for (let at = begins; at < until; at += 1) trades.push(printAt(at * MINUTE + 5, 1000 + at));
  series.catchUp((until - 1) * MINUTE + 5);
  return { past, series };
}

const allOf = ({ bars, forming }: ChartSeries): ChartBar[] => {
  const closed: ChartBar[] = [];
  for (let place = bars.first; place < bars.total; place += 1) closed.push(bars.at(place) as ChartBar);
  return forming ? [...closed, forming] : closed;
};
const takeAll = (series: ChartSeries, most: number) => {
  while (series.hasPastWaiting) series.takePast(most);
};

describe('the past of a session', () => {
  it('is put in front of its bars, which keep their places', () => {
    const { past, series } = sessionFrom(10, 13, 1);
    expect([series.bars.first, series.bars.total]).toEqual([PAST_ROOM, PAST_ROOM + 2]);
    past.addOlder(pageOf([barAt(8, 50), barAt(9, 60)]));
    takeAll(series, 100);
    expect([series.bars.first, series.bars.total]).toEqual([PAST_ROOM - 2, PAST_ROOM + 2]);
    expect(series.bars.at(PAST_ROOM)?.openTime).toBe(10 * MINUTE);
    expect(allOf(series).map(({ open }) => open)).toEqual([50, 60, 101, 101.1, 101.2]);
    past.addOlder(pageOf([barAt(2, 40)]));
    takeAll(series, 100);
    // Between minutes 2 and 8 nothing is known, so there is no bar.
    expect(allOf(series).map(({ openTime }) => openTime / MINUTE)).toEqual([2, 8, 9, 10, 11, 12]);
  });

  it('joins the period in which the session began, whether it is open or closed', () => {
    for (const until of [14, 18]) {
      const { past, series } = sessionFrom(13, until, 5);
      past.addOlder(pageOf([barAt(9, 50), barAt(10, 60), barAt(12, 70)]));
      takeAll(series, 1);
      const [before, shared] = allOf(series);
      expect(before).toMatchObject({ openTime: 5 * MINUTE, closeTime: 10 * MINUTE, open: 50, volumeBase: 1 });
      expect(shared).toMatchObject({ openTime: 10 * MINUTE, closeTime: 15 * MINUTE, open: 60, low: 59 });
      // Two minutes of volume 1 with 3 prints each, and one lot of 0.001 or two.
      expect(shared?.tradeCount).toBe(6 + Math.min(until, 15) - 13);
    }
  });

  it('does not depend on how many of its bars are taken at a time, nor on its pages', () => {
    const prices = fc.array(fc.integer({ min: 20, max: 90 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        prices,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 25 }),
        (given, most, size) => {
          const whole = sessionFrom(64, 70, 5);
          const bars = given.map((price, at) => barAt(64 - given.length + at, price));
          whole.past.addOlder(pageOf(bars));
          takeAll(whole.series, Infinity);
          const bitByBit = sessionFrom(64, 70, 5);
          for (let end = bars.length; end > 0; end -= size) {
            bitByBit.past.addOlder(pageOf(bars.slice(Math.max(0, end - size), end)));
            takeAll(bitByBit.series, most);
          }
          const near = allOf(whole.series).map((bar) =>
            Object.fromEntries(Object.entries(bar).map(([name, value]) => [name, expect.closeTo(value, 8)])),
          );
          expect(allOf(bitByBit.series)).toEqual(near);
          // The levels of detail hold the same volume as the bars they join.
          const { bars: pyramid } = bitByBit.series;
          const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
          for (const points of [1, 3, 1000]) {
            const { columns } = pyramid.points(pyramid.first, pyramid.total, points);
            const one = pyramid.points(pyramid.first, pyramid.total, 1_000_000).columns;
            expect(sum(columns.volumeBase)).toBeCloseTo(sum(one.volumeBase), 8);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has longer bars where there are no minutes, and no part of a longer one that does not fit', () => {
    const { past, series } = sessionFrom(60, 61, 15);
    const minutes = Array.from({ length: 15 }, (_, at) => barAt(45 + at, 50));
    past.addOlder(
      pageOf([...minutes, barAt(45, 99, 15, 9), barAt(30, 70, 5), barAt(15, 40, 15), barAt(0, 1, 60)]),
    );
    takeAll(series, 100);
    // The quarter from 45 on is that of its minutes; the hour does not fit into a quarter.
    expect(
      allOf(series).map(({ open, openTime, volumeBase }) => [openTime / MINUTE, open, volumeBase]),
    ).toEqual([
      [15, 40, 1],
      [30, 70, 1],
      [45, 50, 15],
      [60, 106, 0.001],
    ]);
  });

  it('ends at the begin of the session: later bars of it are not believed', () => {
    const { past, series } = sessionFrom(10, 11, 1);
    past.addOlder(pageOf([barAt(9, 50), barAt(10, 60), barAt(11, 70)]));
    takeAll(series, 100);
    expect(allOf(series).map(({ open }) => open)).toEqual([50, 101]);
  });

  it('begins an open bar where the session has had no trade yet', () => {
    const { past, series } = sessionFrom(12, 12, 5);
    past.addOlder(pageOf([barAt(4, 40), barAt(11, 50)]));
    series.takePast(100);
    expect([series.forming?.openTime, series.bars.at(PAST_ROOM - 1)?.open]).toEqual([10 * MINUTE, 40]);
    series.catchUp(15 * MINUTE);
    expect(series.bars.at(PAST_ROOM)).toMatchObject({ openTime: 10 * MINUTE, open: 50 });
  });
});
