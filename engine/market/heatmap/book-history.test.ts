import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { btc, deltaAt, snapshotAt, statusAt } from '../fixtures/market-events.ts';
import { MarketState } from '../market-state.ts';
import type { BookColumn } from './book-column.ts';
import { BookHistory, type ColumnMs } from './book-history.ts';

const BEGIN = 60_000;

/** Feeds events as a session does: time passes first, then the event is taken. */
function historyOf(events: readonly MarketEvent[], endMs: number, finest = false): BookHistory {
  const state = new MarketState([btc]);
  const history = new BookHistory();
  if (finest) history.watchFinest();
  const [market] = state.all;
  if (market === undefined) throw new Error('the market must have an instrument, has none');
  history.passTime(BEGIN - 1, market);
  for (const event of events) {
    history.passTime(event.time, market);
    state.apply(event);
  }
  history.passTime(endMs, market);
  return history;
}

const written = ({ index, lots, ticks }: BookColumn) => [
  index,
  Object.fromEntries([...ticks].map((price, at) => [price, lots[at]])),
];
const all = (history: BookHistory, ms: ColumnMs) => history.columns(ms, 0, 1e9).map(written);

describe('the book through time', () => {
  const snapshot = snapshotAt(BEGIN, [1000, 5, 999, 7], [1001, 3]);

  it('is the book at the end of each second, before anything of the next one', () => {
    const history = historyOf(
      [snapshot, deltaAt(BEGIN + 999, [1000, 6]), deltaAt(BEGIN + 1000, [999, 0])],
      BEGIN + 2000,
    );
    expect(all(history, 1000)).toEqual([
      [60, { 999: 7, 1000: 6, 1001: 3 }],
      [61, { 1000: 6, 1001: 3 }],
    ]);
  });

  it('says how far it could see and what the best prices were', () => {
    const [column] = historyOf([snapshot], BEGIN + 1000).columns(1000, BEGIN, BEGIN + 1000);
    expect(column).toMatchObject({ lowTicks: 999, highTicks: 1001, bidTicks: 1000, askTicks: 1001 });
  });

  it('repeats an unchanged book in every span that passed meanwhile', () => {
    const history = historyOf([snapshot], BEGIN + 3000);
    expect(all(history, 1000).map(([index]) => index)).toEqual([60, 61, 62]);
  });

  it('has no column while the feed is not live, before the first book and across a silence of over 30 s', () => {
    const gap = historyOf(
      [snapshot, statusAt(BEGIN + 1500, 'gap'), snapshotAt(BEGIN + 3500, [1000, 1], [1001, 1])],
      BEGIN + 4000,
    );
    expect(all(gap, 1000).map(([index]) => index)).toEqual([60, 63]);
    expect(all(historyOf([snapshot], BEGIN + 30_001), 1000)).toEqual([]);
    expect(all(historyOf([], BEGIN + 3000), 1000)).toEqual([]);
  });

  it('keeps columns of 100 ms only while somebody watches them', () => {
    expect(all(historyOf([snapshot], BEGIN + 300), 100)).toEqual([]);
    expect(all(historyOf([snapshot], BEGIN + 300, true), 100).map(([index]) => index)).toEqual([
      600, 601, 602,
    ]);
  });

  it('counts a wall by how long it stood', () => {
    // 40 lots at 990 for 3 of 10 seconds: 12 in the mean. Where it cannot be seen it does not count as none.
    const events = [snapshot, deltaAt(BEGIN + 2500, [990, 40]), deltaAt(BEGIN + 5500, [990, 0, 980, 1])];
    const [column] = historyOf(events, BEGIN + 10_000).columns(10_000, BEGIN, BEGIN + 10_000);
    const lotsAt = (price: number) => column?.lots[column.ticks.indexOf(price)];
    expect(lotsAt(990)).toBeCloseTo((3 * 40) / (3 + 5), 4);
    expect(lotsAt(999)).toBe(7);
    expect(column).toMatchObject({ lowTicks: 980, highTicks: 1001 });
  });

  it('merges a minute to the mean of its seconds, whatever happened in them', () => {
    const step = fc.record({
      afterMs: fc.integer({ min: 1, max: 4000 }),
      price: fc.integer({ min: 940, max: 1000 }),
      lots: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let time = BEGIN;
        const events: MarketEvent[] = [snapshot];
        for (const { afterMs, lots, price } of steps) events.push(deltaAt((time += afterMs), [price, lots]));
        const end = Math.max(time, 2 * BEGIN) + 1;
        const history = historyOf(events, end);
        const seconds = history.columns(1000, BEGIN, 2 * BEGIN);
        const [minute] = history.columns(60_000, BEGIN, 2 * BEGIN);
        for (const [at, price] of (minute?.ticks ?? new Int32Array()).entries()) {
          const seeing = seconds.filter(({ lowTicks }) => lowTicks <= price);
          const sum = seeing.reduce((total, { lots, ticks }) => total + (lots[ticks.indexOf(price)] ?? 0), 0);
          expect(minute?.lots[at]).toBeCloseTo(sum / seeing.length, 3);
        }
        expect(seconds.length > 0).toBe(minute !== undefined);
      }),
      { numRuns: 60 },
    );
  });

  it('never changes a closed column: more events later leave it as it was', () => {
    const events = [
      snapshot,
      ...Array.from({ length: 50 }, (_, at) => deltaAt(BEGIN + 137 * (at + 1), [950 + at, at + 1])),
    ];
    const early = all(historyOf(events.slice(0, 30), BEGIN + 4000), 1000);
    expect(all(historyOf(events, BEGIN + 8000), 1000).slice(0, early.length)).toEqual(early);
  });

  it('forgets the oldest columns beyond its bound', () => {
    const history = historyOf(
      [snapshot, ...Array.from({ length: 1500 }, (_, at) => deltaAt(BEGIN + 1000 * at, [1000, 5]))],
      BEGIN + 1_500_000,
    );
    const columns = history.columns(1000, 0, 1e9);
    expect(columns).toHaveLength(1200);
    expect(columns.at(-1)?.index).toBe(60 + 1499);
  });
});
