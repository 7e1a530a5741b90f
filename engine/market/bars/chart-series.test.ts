import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { BarSeries } from '../bar-series.ts';
import { btc, printAt } from '../fixtures/market-events.ts';
import { tapeOf, tapes } from '../fixtures/tapes.ts';
import { TradeLog } from '../trade-log.ts';
import { anchoredVwap, vwapWith } from './anchored-vwap.ts';
import type { BarRule } from './bar-rule.ts';
import type { ChartBar } from './chart-bar.ts';
import { ChartSeries } from './chart-series.ts';

const MINUTE = 60_000;
const minute = (at: number, price: number, volumeBase: number, tradeCount = 0): Bar => ({
  openTime: (at * MINUTE) as UnixMs,
  intervalMs: MINUTE,
  open: price,
  high: price + 2,
  low: price - 1,
  close: price + 1,
  volumeBase,
  buyVolumeBase: tradeCount > 0 ? volumeBase / 2 : 0,
  tradeCount,
});

function seriesOf(rule: BarRule, prints: readonly TradePrint[], minutes: readonly Bar[] = []) {
  const trades = new TradeLog();
  const known = new BarSeries(MINUTE);
  for (const bar of minutes) known.append(bar);
  const series = new ChartSeries(btc, rule, { trades, minutes: known });
  for (const print of prints) trades.push(print);
  series.catchUp(prints.at(-1)?.time ?? 0);
  return series;
}

const allOf = (series: ChartSeries): ChartBar[] => {
  const closed = Array.from({ length: series.bars.total }, (_, place) => series.bars.at(place) as ChartBar);
  return series.forming ? [...closed, series.forming] : closed;
};

const rules: readonly (readonly [string, BarRule])[] = [
  ['second', { kind: 'time', intervalMs: 1000 }],
  ['five-minute', { kind: 'time', intervalMs: 5 * MINUTE }],
  ['week', { kind: 'time', intervalMs: 604_800_000 }],
  ['tick', { kind: 'tick', threshold: 3 }],
  ['volume', { kind: 'volume', threshold: 0.012 }],
  ['dollar', { kind: 'dollar', threshold: 0.9 }],
  ['imbalance', { kind: 'imbalance', threshold: 0.01 }],
];
const derived: readonly (readonly [string, BarRule])[] = (['session', 'adaptive'] as const).flatMap(
  (threshold) =>
    (['tick', 'volume', 'dollar', 'imbalance'] as const).map(
      (kind) => [`${threshold} ${kind}`, { kind, threshold }] as const,
    ),
);

describe.each(rules)('a chart of %s bars', (_name, rule) => {
  it('holds the volume, buying, payment and trades of its tape and nothing else', () => {
    fc.assert(
      fc.property(tapes, (steps) => {
        const prints = tapeOf(steps);
        const all = allOf(seriesOf(rule, prints));
        const sum = (pick: (bar: ChartBar) => number) => all.reduce((total, bar) => total + pick(bar), 0);
        const lots = (chosen: readonly TradePrint[]) =>
          chosen.reduce((total, print) => total + print.lots, 0);
        expect(sum((bar) => bar.volumeBase)).toBeCloseTo(lots(prints) * 0.001, 9);
        expect(sum((bar) => bar.knownBase)).toBeCloseTo(lots(prints) * 0.001, 9);
        expect(sum((bar) => bar.buyBase)).toBeCloseTo(
          lots(prints.filter(({ aggressor }) => aggressor === 'buy')) * 0.001,
          9,
        );
        expect(sum((bar) => bar.tradeCount)).toBe(prints.length);
        const paid = prints.reduce((total, print) => total + print.ticks * print.lots * 1e-4, 0);
        expect(sum((bar) => bar.paidQuote)).toBeCloseTo(paid, 6);
      }),
      { numRuns: 60 },
    );
  });
});

describe.each([...rules, ...derived])('closed %s bars', (_name, rule) => {
  it('never change for what comes later, and do not depend on when one looks', () => {
    const longTapes = fc.array(tapes, { minLength: 1, maxLength: 4 }).map((parts) => parts.flat());
    fc.assert(
      fc.property(longTapes, fc.nat(), (steps, cut) => {
        const prints = tapeOf(steps);
        const whole = allOf(seriesOf(rule, prints));
        const trades = new TradeLog();
        const early = new ChartSeries(btc, rule, { trades, minutes: new BarSeries(MINUTE) });
        const seen = prints.slice(0, cut % prints.length);
        for (const print of seen) trades.push(print);
        early.catchUp(seen.at(-1)?.time ?? 0);
        const closed = early.bars.total;
        expect(allOf(early).slice(0, closed)).toEqual(whole.slice(0, closed));
        for (const print of prints.slice(seen.length)) trades.push(print);
        early.catchUp(prints.at(-1)?.time ?? 0);
        expect(allOf(early)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

describe('time bars', () => {
  it('are left out where nothing traded and end with their period', () => {
    const series = seriesOf({ kind: 'time', intervalMs: 1000 }, [printAt(500, 1000), printAt(5200, 1010)]);
    expect(allOf(series).map(({ openTime, closeTime }) => [openTime, closeTime])).toEqual([
      [0, 1000],
      [5000, 6000],
    ]);
    series.catchUp(5999);
    expect(series.forming?.close).toBe(101);
    series.catchUp(6000);
    expect([series.forming, series.bars.total]).toEqual([undefined, 2]);
  });

  it('of a week begin on Monday', () => {
    // 2024-05-01 was a Wednesday; its week began on 2024-04-29.
    const wednesday = 1_714_521_600_000;
    const series = seriesOf({ kind: 'time', intervalMs: 604_800_000 }, [printAt(wednesday, 1000)]);
    expect(series.forming?.openTime).toBe(wednesday - 2 * 86_400_000);
  });

  it('go on into the past with the minutes of the venue, of which no side is known', () => {
    const history = [minute(0, 100, 4), minute(1, 102, 6), minute(2, 104, 0), minute(6, 99, 2, 3)];
    const series = seriesOf(
      { kind: 'time', intervalMs: 5 * MINUTE },
      [printAt(6 * MINUTE, 1000, 9)],
      history,
    );
    const [first, second] = allOf(series);
    // Typical prices (101 + 101 + ... ) / 3: minute 0 (102 + 99 + 101) / 3, minute 1 (104 + 101 + 103) / 3.
    expect(first).toMatchObject({ openTime: 0, open: 100, high: 104, low: 99, close: 103, volumeBase: 10 });
    expect(first?.paidQuote).toBeCloseTo(4 * (302 / 3) + 6 * (308 / 3), 9);
    expect([first?.knownBase, first?.buyBase, first?.tradeCount]).toEqual([0, 0, 0]);
    // The minute that was built from trades counts by its trades alone.
    expect(second).toMatchObject({ volumeBase: 0.009, knownBase: 0.009, tradeCount: 1 });
  });

  it('join venue minutes and trades of one period, and say how much of it is known', () => {
    const series = seriesOf(
      { kind: 'time', intervalMs: 5 * MINUTE },
      [printAt(3 * MINUTE, 1100, 500)],
      [minute(1, 100, 2)],
    );
    expect(series.forming).toMatchObject({ openTime: 0, open: 100, high: 110, close: 110, volumeBase: 2.5 });
    expect(series.forming?.knownBase).toBe(0.5);
  });

  it('shorter than a minute begin with the first trade', () => {
    const series = seriesOf({ kind: 'time', intervalMs: 1000 }, [printAt(90_000, 1000)], [minute(0, 100, 4)]);
    expect(allOf(series)).toHaveLength(1);
  });
});

describe('a chart of bars that a table sums up', () => {
  const summed = (at: number, price: number, minutes: number): Bar => ({
    ...minute(at, price, 1),
    intervalMs: minutes * MINUTE,
  });
  const chartOf = (intervalMs: number, prints: readonly TradePrint[], others: readonly Bar[]) => {
    const trades = new TradeLog();
    const series = Map.groupBy(others, (bar) => bar.intervalMs);
    const known = new Map(
      [...series].map(([length, bars]) => {
        const kept = new BarSeries(length);
        for (const bar of bars) kept.append(bar);
        return [length, kept];
      }),
    );
    const sources = { trades, minutes: new BarSeries(MINUTE), others: known };
    const chart = new ChartSeries(btc, { kind: 'time', intervalMs }, sources);
    for (const print of prints) trades.push(print);
    chart.catchUp(60 * MINUTE);
    return allOf(chart);
  };
  const fives = [summed(0, 10, 5), summed(5, 20, 5), summed(10, 30, 5)];

  it('shows them at their length and puts them together into longer ones', () => {
    expect(chartOf(5 * MINUTE, [], fives).map(({ open }) => open)).toEqual([10, 20, 30]);
    expect(chartOf(15 * MINUTE, [], fives)).toMatchObject([{ open: 10, close: 31, high: 32, volumeBase: 3 }]);
  });

  it('shows nothing of them where they do not fit', () => {
    expect(chartOf(MINUTE, [], fives)).toEqual([]);
    expect(chartOf(3 * MINUTE, [], fives)).toEqual([]);
  });

  it('believes prints and shorter bars rather than longer ones of the same time', () => {
    const both = [...fives, summed(0, 99, 15), summed(15, 40, 15)];
    const bars = chartOf(15 * MINUTE, [printAt(16 * MINUTE, 50, 1000)], both);
    expect(bars.map(({ open, volumeBase }) => [open, volumeBase])).toEqual([
      [10, 3],
      [5, 1],
    ]);
  });
});

describe('bars with a derived threshold', () => {
  it('begin when the first hundred prints have shown how busy the market is', () => {
    const prints = Array.from({ length: 130 }, (_, at) => printAt(at * 6000, 1000, 10));
    const series = seriesOf({ kind: 'tick', threshold: 'session' }, prints.slice(0, 99));
    expect(allOf(series)).toEqual([]);
    // 100 prints in 594 s are 10.1 a minute: a bar closes with its eleventh print.
    const bars = allOf(seriesOf({ kind: 'tick', threshold: 'session' }, prints));
    expect(bars.slice(0, -1).every(({ tradeCount }) => tradeCount === 11)).toBe(true);
    expect(bars).toHaveLength(12);
  });
});

describe('anchored VWAP', () => {
  const trades = [
    printAt(10_000, 1000, 1000),
    printAt(70_000, 1020, 3000),
    printAt(130_000, 1100, 4000),
    printAt(190_000, 900, 1),
  ];
  const series = seriesOf({ kind: 'time', intervalMs: MINUTE }, trades);

  it('is the mean price of all trades since its anchor, with their standard deviation', () => {
    const { first, vwap, deviation, tradedShare } = anchoredVwap(series.bars, {
      anchor: 0,
      from: 0,
      to: 3,
      merged: 1,
    });
    // 1 at 100, 3 at 102, 4 at 110: 100, 406 / 4, 846 / 8.
    expect([first, [...vwap]]).toEqual([0, [100, 101.5, 105.75]]);
    // (1 x 5.75^2 + 3 x 3.75^2 + 4 x 4.25^2) / 8 = 18.4375.
    expect(deviation[2]).toBeCloseTo(Math.sqrt(18.4375), 9);
    expect(tradedShare).toBe(1);
  });

  it('leaves out what came before its anchor and is the same at every level of detail', () => {
    const from1 = anchoredVwap(series.bars, { anchor: 1, from: 0, to: 3, merged: 1 });
    expect([from1.first, [...from1.vwap]]).toEqual([1, [102, 746 / 7]]);
    const merged = anchoredVwap(series.bars, { anchor: 1, from: 0, to: 3, merged: 2 });
    expect([merged.first, [...merged.vwap]]).toEqual([0, [102, 746 / 7]]);
  });

  it('goes on through the bar that is open', () => {
    expect(vwapWith(series.bars, 0, series.forming as ChartBar)?.vwap).toBeCloseTo((846 + 0.09) / 8.001, 9);
  });

  it('says how much of its volume is priced by typical prices of minutes', () => {
    const mixed = seriesOf(
      { kind: 'time', intervalMs: MINUTE },
      [printAt(2 * MINUTE, 1000, 1000), printAt(3 * MINUTE, 1000)],
      [minute(0, 99, 3)],
    );
    expect(anchoredVwap(mixed.bars, { anchor: 0, from: 0, to: 2, merged: 1 }).tradedShare).toBe(0.25);
  });
});
