import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROW_MARKS } from '../../domain/market/footprint-row.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { ActivityBarBuilder } from '../bars/activity-bar-builder.ts';
import { tickMeasure, volumeMeasure } from '../bars/bar-measure.ts';
import { fixedThreshold } from '../bars/bar-threshold.ts';
import { BarBuilder } from '../bar-builder.ts';
import { btc, printAt } from '../fixtures/market-events.ts';
import { tapeOf, tapes } from '../fixtures/tapes.ts';
import { type BarCutter, cutByActivity, cutByTime, cutterOf } from './bar-cutter.ts';
import { type Footprint, FootprintBuilder } from './footprint-builder.ts';
import { footprintMarks } from './footprint-marks.ts';
import { markedFootprint } from './marked-footprint.ts';

const HOUR = 3_600_000;

function footprintsOf(prints: readonly TradePrint[], cutter: BarCutter, until?: number): Footprint[] {
  const builder = new FootprintBuilder(cutter, { rowTicks: 1 });
  const closed: Footprint[] = [];
  for (const print of prints) builder.add(print, (footprint) => closed.push(footprint));
  if (until !== undefined) builder.advance(until as UnixMs, (footprint) => closed.push(footprint));
  return closed;
}

const lotsOf = (prints: readonly TradePrint[]) => prints.reduce((sum, { lots }) => sum + lots, 0);
const boughtOf = (prints: readonly TradePrint[]) =>
  lotsOf(prints.filter(({ aggressor }) => aggressor === 'buy'));

const cutters: readonly (readonly [name: string, make: () => BarCutter])[] = [
  ['hours', () => cutByTime(HOUR)],
  ['three ticks', () => cutByActivity(btc, new ActivityBarBuilder(btc, tickMeasure, fixedThreshold(3)))],
  [
    'volume',
    () => cutByActivity(btc, new ActivityBarBuilder(btc, volumeMeasure(btc), fixedThreshold(0.012))),
  ],
];

describe('a footprint', () => {
  const prints = [
    printAt(0, 1000, 5, 'buy'),
    printAt(1, 1002, 2, 'sell'),
    printAt(2, 1000, 3, 'sell'),
    printAt(HOUR, 1001, 1, 'buy'),
  ];

  it('holds the volume of its bar by price and side, and who led while it formed', () => {
    const [first, second] = footprintsOf(prints, cutByTime(HOUR), 3 * HOUR);
    expect(first).toEqual({
      openTime: 0,
      endTime: HOUR,
      open: 1000,
      high: 1002,
      low: 1000,
      close: 1000,
      buyLots: 5,
      sellLots: 5,
      // 5 bought, then 2 and 3 sold: delta goes to 5, 3 and 0.
      minDeltaLots: 0,
      maxDeltaLots: 5,
      cvdLots: 0,
      tradeCount: 3,
      rows: [
        { ticks: 1000, buyLots: 5, sellLots: 3 },
        { ticks: 1002, buyLots: 0, sellLots: 2 },
      ],
    });
    expect(second).toMatchObject({ rows: [{ ticks: 1001, buyLots: 1, sellLots: 0 }], cvdLots: 1 });
  });

  it('has no bar for an hour in which nothing traded', () => {
    const quiet = [printAt(0, 1000), printAt(5 * HOUR, 1000)];
    expect(footprintsOf(quiet, cutByTime(HOUR), 9 * HOUR).map(({ openTime }) => openTime / HOUR)).toEqual([
      0, 5,
    ]);
  });

  it('begins weeks on Monday', () => {
    // 1970-01-05 was a Monday.
    const week = 7 * 24 * HOUR;
    const [first] = footprintsOf([printAt(6 * 24 * HOUR, 1000)], cutByTime(week), 3 * week);
    expect(first).toMatchObject({ openTime: 4 * 24 * HOUR, endTime: 11 * 24 * HOUR });
  });

  it('can be seen while it forms', () => {
    const builder = new FootprintBuilder(cutByTime(HOUR), { rowTicks: 1 });
    expect(builder.forming).toBeUndefined();
    builder.add(printAt(5, 1000, 2, 'buy'), () => undefined);
    expect(builder.forming).toMatchObject({ close: 1000, rows: [{ ticks: 1000, buyLots: 2 }] });
  });

  it('splits a trade that overfills its bar as the bars do', () => {
    const cutter = cutByActivity(btc, new ActivityBarBuilder(btc, volumeMeasure(btc), fixedThreshold(0.01)));
    const tape = [printAt(0, 1000, 4, 'sell'), printAt(1, 1001, 23, 'buy')];
    const builder = new FootprintBuilder(cutter, { rowTicks: 1 });
    const closed: Footprint[] = [];
    for (const print of tape) builder.add(print, (footprint) => closed.push(footprint));
    // Bars of 10 lots: 4 sold and 6 bought, then 10 bought, then 7 of the next one.
    const split = [...closed, builder.forming].map((bar) => [bar?.buyLots, bar?.sellLots, bar?.tradeCount]);
    expect(split).toEqual([
      [6, 4, 2],
      [10, 0, 0],
      [7, 0, 0],
    ]);
  });

  it('sums up to the bar it belongs to: volume, buying, high and low', () => {
    fc.assert(
      fc.property(tapes, (steps) => {
        const tape = tapeOf(steps);
        const end = (tape.at(-1)?.time ?? 0) + HOUR;
        const bars: unknown[] = [];
        const plain = new BarBuilder(btc, HOUR);
        const keep = (bar: { readonly tradeCount: number }) => bar.tradeCount > 0 && bars.push(bar);
        for (const print of tape) plain.add(print, keep);
        plain.advance(end as UnixMs, keep);
        const seen = footprintsOf(tape, cutByTime(HOUR), end).map((footprint) => ({
          openTime: footprint.openTime,
          intervalMs: footprint.endTime - footprint.openTime,
          open: footprint.open / 10,
          high: (footprint.rows.at(-1)?.ticks ?? NaN) / 10,
          low: (footprint.rows[0]?.ticks ?? NaN) / 10,
          close: footprint.close / 10,
          volumeBase:
            footprint.rows.reduce((sum, { buyLots, sellLots }) => sum + buyLots + sellLots, 0) / 1000,
          buyVolumeBase: footprint.rows.reduce((sum, { buyLots }) => sum + buyLots, 0) / 1000,
          tradeCount: footprint.tradeCount,
        }));
        expect(seen).toEqual(bars);
      }),
    );
  });
});

describe('a footprint of bars whose threshold is learned', () => {
  it('holds trades back as the bars do, then puts each where it belongs', () => {
    // The mean minute of 100 prints of 2 lots, one a second: 200 lots in 99 s are 121.2 lots a minute.
    const tape = Array.from({ length: 200 }, (_, at) => printAt(at * 1000, 1000 + at, 2, 'buy'));
    const builder = new FootprintBuilder(cutterOf(btc, { kind: 'volume', threshold: 'session' }), {
      rowTicks: 1,
    });
    const closed: Footprint[] = [];
    for (const print of tape.slice(0, 99)) builder.add(print, (footprint) => closed.push(footprint));
    expect([closed.length, builder.forming]).toEqual([0, undefined]);
    for (const print of tape.slice(99)) builder.add(print, (footprint) => closed.push(footprint));
    const all = [...closed, builder.forming as Footprint];
    expect(all.map(({ buyLots }) => buyLots)).toEqual([122, 122, 122, 34]);
    expect(all.flatMap(({ rows }) => rows.map(({ ticks }) => ticks))).toEqual(tape.map(({ ticks }) => ticks));
    expect(all.at(-1)?.cvdLots).toBe(400);
  });
});

describe.each(cutters)('footprints of %s', (_name, make) => {
  it('hold every lot of the trades once, by side', () => {
    fc.assert(
      fc.property(tapes, (steps) => {
        const tape = tapeOf(steps);
        const builder = new FootprintBuilder(make(), { rowTicks: 2 });
        const all: Footprint[] = [];
        for (const print of tape) builder.add(print, (footprint) => all.push(footprint));
        if (builder.forming !== undefined) all.push(builder.forming);
        const sum = (pick: (bar: Footprint) => number) => all.reduce((total, bar) => total + pick(bar), 0);
        const inRows = (side: 'buyLots' | 'sellLots') =>
          sum(({ rows }) => rows.reduce((total, row) => total + row[side], 0));
        expect([sum((bar) => bar.buyLots), inRows('buyLots')]).toEqual([boughtOf(tape), boughtOf(tape)]);
        const sold = lotsOf(tape) - boughtOf(tape);
        expect([sum((bar) => bar.sellLots), inRows('sellLots')]).toEqual([sold, sold]);
        expect(sum((bar) => bar.tradeCount)).toBe(tape.length);
        expect(all.at(-1)?.cvdLots).toBe(boughtOf(tape) - sold);
      }),
    );
  });

  it('never change for what comes later', () => {
    fc.assert(
      fc.property(tapes, fc.nat(), (steps, cut) => {
        const tape = tapeOf(steps);
        const seen = footprintsOf(tape.slice(0, 1 + (cut % tape.length)), make());
        expect(footprintsOf(tape, make()).slice(0, seen.length)).toEqual(seen);
      }),
    );
  });

  it('have their delta between its lowest and highest, and 0 between these', () => {
    fc.assert(
      fc.property(tapes, (steps) => {
        for (const bar of footprintsOf(tapeOf(steps), make())) {
          const delta = bar.buyLots - bar.sellLots;
          expect(bar.minDeltaLots).toBeLessThanOrEqual(Math.min(0, delta));
          expect(bar.maxDeltaLots).toBeGreaterThanOrEqual(Math.max(0, delta));
        }
      }),
    );
  });
});

describe('marks of a footprint', () => {
  const rows = [
    [1000, 0, 10],
    [1001, 30, 10],
    [1002, 31, 10],
    [1003, 40, 0],
    [1004, 2, 0],
  ].map(([ticks = 0, buyLots = 0, sellLots = 0]) => ({ ticks, buyLots, sellLots }));
  const settings = { ratio: 3, minLots: 5, stack: 3 };

  it('compare across the spread: buyers of a row with sellers one row below', () => {
    const marks = footprintMarks(rows, 1, settings);
    expect(marks).toMatchObject({ buys: [1, 2, 3], sells: [], stackedBuys: [[1, 3]], stackedSells: [] });
  });

  it('need the ratio, the lots and the stack asked for', () => {
    expect(footprintMarks(rows, 1, { ratio: 4, minLots: 5, stack: 2 })).toMatchObject({
      buys: [3],
      stackedBuys: [],
    });
    expect(footprintMarks(rows, 1, { ratio: 3, minLots: 2, stack: 3 })).toMatchObject({ buys: [1, 2, 3, 4] });
  });

  it('compare sellers of a row with buyers one row above', () => {
    const mirrored = rows.toReversed().map(({ buyLots, sellLots }, i) => ({
      ticks: 1000 + i,
      buyLots: sellLots,
      sellLots: buyLots,
    }));
    expect(footprintMarks(mirrored, 1, settings)).toMatchObject({
      buys: [],
      sells: [1, 2, 3],
      stackedBuys: [],
      stackedSells: [[1, 3]],
    });
  });

  it('count a row between that did not trade as 0, and end a stack at it', () => {
    const gapped = [
      { ticks: 1000, buyLots: 0, sellLots: 90 },
      { ticks: 1002, buyLots: 9, sellLots: 0 },
      { ticks: 1003, buyLots: 9, sellLots: 0 },
      { ticks: 1005, buyLots: 9, sellLots: 0 },
    ];
    expect(footprintMarks(gapped, 1, { ...settings, stack: 2 })).toMatchObject({
      buys: [1, 2, 3],
      stackedBuys: [[1, 2]],
      // 90 sold at 1000, nothing bought at 1001.
      sells: [0],
    });
  });

  it('name the heaviest row, and the ends where both sides traded', () => {
    expect(footprintMarks(rows, 1, settings)).toMatchObject({
      pointOfControl: 2,
      isUnfinishedLow: false,
      isUnfinishedHigh: false,
    });
    expect(footprintMarks(rows.slice(1, 3), 1, settings)).toMatchObject({
      isUnfinishedLow: true,
      isUnfinishedHigh: true,
    });
    // Rows of 4, 4 and 4 lots: the one in the middle.
    const even = [0, 1, 2].map((ticks) => ({ ticks, buyLots: 4, sellLots: 0 }));
    expect(footprintMarks(even, 1, settings).pointOfControl).toBe(1);
    expect(footprintMarks([], 1, settings).pointOfControl).toBeUndefined();
  });

  it('are packed as bits beside the lots of the row', () => {
    const builder = new FootprintBuilder(cutByTime(HOUR), { rowTicks: 1 });
    for (const { ticks, buyLots, sellLots } of rows) {
      if (sellLots > 0) builder.add(printAt(0, ticks, sellLots, 'sell'), () => undefined);
      if (buyLots > 0) builder.add(printAt(0, ticks, buyLots, 'buy'), () => undefined);
    }
    const marked = markedFootprint(builder.forming as Footprint, 1, settings);
    const { buys, stackedBuys, pointOfControl } = ROW_MARKS;
    expect(marked.pointOfControl).toBe(1002);
    expect([0, 4, 8, 12, 16].map((at) => Array.from(marked.rows.slice(at, at + 4)))).toEqual([
      [1000, 0, 10, 0],
      [1001, 30, 10, buys + stackedBuys],
      [1002, 31, 10, buys + stackedBuys + pointOfControl],
      [1003, 40, 0, buys + stackedBuys],
      [1004, 2, 0, 0],
    ]);
  });
});
