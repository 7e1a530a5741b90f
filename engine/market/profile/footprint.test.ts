import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { BarBuilder } from '../bar-builder.ts';
import { btc, printAt } from '../fixtures/market-events.ts';
import { tapeOf, tapes } from '../fixtures/tapes.ts';
import { type Footprint, FootprintBuilder } from './footprint-builder.ts';
import { footprintMarks } from './footprint-marks.ts';
import { NakedPoints } from './naked-points.ts';

const HOUR = 3_600_000;

function footprintsOf(prints: readonly TradePrint[], until: number): Footprint[] {
  const builder = new FootprintBuilder(btc, HOUR, 1);
  const closed: Footprint[] = [];
  for (const print of prints) builder.add(print, (footprint) => closed.push(footprint));
  builder.advance(until as UnixMs, (footprint) => closed.push(footprint));
  return closed;
}

describe('a footprint', () => {
  const prints = [
    printAt(0, 1000, 5, 'buy'),
    printAt(1, 1002, 2, 'sell'),
    printAt(2, 1000, 3, 'sell'),
    printAt(HOUR, 1001, 1, 'buy'),
  ];

  it('holds the volume of its bar by price and side', () => {
    expect(footprintsOf(prints, 3 * HOUR).map(({ rows }) => rows)).toEqual([
      [
        { ticks: 1000, buyLots: 5, sellLots: 3 },
        { ticks: 1001, buyLots: 0, sellLots: 0 },
        { ticks: 1002, buyLots: 0, sellLots: 2 },
      ],
      [{ ticks: 1001, buyLots: 1, sellLots: 0 }],
      [],
    ]);
  });

  it('can be seen while it forms', () => {
    const builder = new FootprintBuilder(btc, HOUR, 1);
    expect(builder.forming).toBeUndefined();
    builder.add(printAt(5, 1000, 2, 'buy'), () => undefined);
    expect(builder.forming).toMatchObject({ bar: { close: 100 }, rows: [{ ticks: 1000, buyLots: 2 }] });
  });

  it('sums up to the bar it belongs to: volume, buying, high and low', () => {
    fc.assert(
      fc.property(tapes, (steps) => {
        const tape = tapeOf(steps);
        const end = (tape.at(-1)?.time ?? 0) + HOUR;
        const bars: unknown[] = [];
        const plain = new BarBuilder(btc, HOUR);
        for (const print of tape) plain.add(print, (bar) => bars.push(bar));
        plain.advance(end as UnixMs, (bar) => bars.push(bar));
        const footprints = footprintsOf(tape, end);
        expect(footprints.map(({ bar }) => bar)).toEqual(bars);
        for (const { bar, rows } of footprints) {
          const bought = rows.reduce((sum, { buyLots }) => sum + buyLots, 0);
          const sold = rows.reduce((sum, { sellLots }) => sum + sellLots, 0);
          expect([bought + sold, bought]).toEqual(
            [bar.volumeBase, bar.buyVolumeBase].map((volume) => Math.round(volume * 1000)),
          );
          if (rows.length === 0) continue;
          expect([rows[0]?.ticks, rows.at(-1)?.ticks]).toEqual([
            Math.round(bar.low * 10),
            Math.round(bar.high * 10),
          ]);
        }
      }),
    );
  });

  it('never changes for what comes later', () => {
    fc.assert(
      fc.property(tapes, fc.nat(), (steps, cut) => {
        const tape = tapeOf(steps);
        const part = tape.slice(0, 1 + (cut % tape.length));
        const seen = footprintsOf(part, part.at(-1)?.time ?? 0);
        expect(footprintsOf(tape, tape.at(-1)?.time ?? 0).slice(0, seen.length)).toEqual(seen);
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

  it('compare across the spread: buyers of a row with sellers one row below', () => {
    const marks = footprintMarks(rows, { ratio: 3, minLots: 5, stack: 3 });
    expect(marks).toEqual({ buys: [1, 2, 3], sells: [], stackedBuys: [[1, 3]], stackedSells: [] });
  });

  it('need the ratio, the lots and the stack asked for', () => {
    expect(footprintMarks(rows, { ratio: 4, minLots: 5, stack: 2 })).toMatchObject({
      buys: [3],
      stackedBuys: [],
    });
    expect(footprintMarks(rows, { ratio: 3, minLots: 2, stack: 3 })).toMatchObject({ buys: [1, 2, 3, 4] });
  });

  it('compare sellers of a row with buyers one row above', () => {
    const mirrored = rows.toReversed().map(({ buyLots, sellLots }, i) => ({
      ticks: 1000 + i,
      buyLots: sellLots,
      sellLots: buyLots,
    }));
    expect(footprintMarks(mirrored, { ratio: 3, minLots: 5, stack: 3 })).toEqual({
      buys: [],
      sells: [1, 2, 3],
      stackedBuys: [],
      stackedSells: [[1, 3]],
    });
  });
});

describe('naked points of control', () => {
  const time = 0 as UnixMs;

  it('stay until a price trades at or through them', () => {
    const naked = new NakedPoints();
    naked.touch(100);
    for (const price of [99, 101, 103]) naked.add({ time, price });
    naked.touch(100.5);
    expect(naked.points.map(({ price }) => price)).toEqual([99, 101, 103]);
    naked.touch(102);
    expect(naked.points.map(({ price }) => price)).toEqual([99, 103]);
    naked.touch(103);
    expect(naked.points.map(({ price }) => price)).toEqual([99]);
  });
});
