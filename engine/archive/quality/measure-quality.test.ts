import { describe, expect, it } from 'vitest';
import type {
  BookDelta,
  BookSnapshot,
  FeedStatus,
  MarketEvent,
  TradePrint,
} from '../../domain/market/market-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { measureQuality } from './measure-quality.ts';

const DAY = 1_723_161_600_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const at = (time: number) => ({ instrument: 'bybit:BTC/USDT', time: unixMs(time), venueTime: unixMs(time) });
const snapshot = (time: number, bid = 100, ask = 101): BookSnapshot => ({
  kind: 'book-snapshot',
  ...at(time),
  updateId: 1,
  bids: [bid, 5],
  asks: [ask, 5],
});
const delta = (time: number, bids: number[], asks: number[]): BookDelta => ({
  kind: 'book-delta',
  ...at(time),
  updateId: 2,
  bids,
  asks,
});
const trade = (time: number, tradeId: string): TradePrint => ({
  kind: 'trade',
  ...at(time),
  ticks: ticks(100),
  lots: lots(1),
  aggressor: 'buy',
  tradeId,
});
const status = (time: number, word: FeedStatus['status']): FeedStatus => ({
  kind: 'feed-status',
  ...at(time),
  status: word,
  detail: '',
});

/** A book event every 30 s. */
const calm = (from: number, to: number): MarketEvent[] =>
  Array.from({ length: Math.floor((to - from) / 30_000) + 1 }, (_, step) => snapshot(from + step * 30_000));

const measure = (events: readonly MarketEvent[]) => measureQuality(streamed(events));

async function* streamed(events: readonly MarketEvent[]): AsyncGenerator<MarketEvent> {
  for (const event of events) yield await Promise.resolve(event);
}

describe('the quality of a day', () => {
  it('is 100 when nothing is missing from midnight to midnight', async () => {
    const trades = Array.from({ length: 48 }, (_, step) => trade(DAY + step * 30_000, String(step + 1)));
    const events = [...calm(DAY, DAY + 24 * HOUR), ...trades].toSorted((a, b) => a.time - b.time);
    const quality = await measure(events);
    expect(quality.score).toBe(100);
    expect(quality.gaps).toEqual([]);
    expect(quality.counts).toMatchObject({ coverage: 1, trades: 48, missingTrades: 0, bookEvents: 2881 });
  });

  it('counts what the feed marked and what was silent as gaps, and not as covered', async () => {
    const events = [
      status(DAY, 'live'),
      ...calm(DAY, DAY + HOUR),
      status(DAY + HOUR, 'gap'),
      status(DAY + HOUR + MINUTE, 'stale'),
      status(DAY + HOUR + 10 * MINUTE, 'live'),
      ...calm(DAY + HOUR + 10 * MINUTE, DAY + 2 * HOUR),
      ...calm(DAY + 2 * HOUR + 30 * MINUTE, DAY + 3 * HOUR),
    ];
    const quality = await measure(events);
    expect(quality.gaps).toEqual([
      { from: DAY + HOUR, to: DAY + HOUR + 10 * MINUTE, cause: 'marked' },
      { from: DAY + 2 * HOUR, to: DAY + 2 * HOUR + 30 * MINUTE, cause: 'silent' },
    ]);
    // 3 h less 40 min of 24 h; 20 x (1 - 2/50) x (1 - 30/60); a clean book; no trades.
    expect(quality.counts.coverage).toBeCloseTo(140 / 1440, 12);
    expect(quality.parts).toMatchObject({ gaps: 9.6, book: 15, trades: 0 });
    expect(quality.parts.coverage).toBeCloseTo((50 * 140) / 1440, 10);
    expect(quality.score).toBe(29.5);
  });

  it('counts books that touch or cross, level by level', async () => {
    const quality = await measure([
      snapshot(DAY),
      delta(DAY + 1, [101, 2], []),
      delta(DAY + 2, [101, 0], []),
      delta(DAY + 3, [], [99, 1]),
      delta(DAY + 4, [], [99, 0, 101, 0]),
      delta(DAY + 5, [300, 1], []),
      snapshot(DAY + 6),
    ]);
    expect(quality.counts).toMatchObject({ bookEvents: 7, crossedEvents: 2 });
    expect(quality.parts.book).toBe(0);
  });

  it('counts trades that are double, backwards or missing', async () => {
    const ids = Array.from({ length: 200 }, (_, step) => step + 1).filter((id) => id !== 50 && id !== 51);
    const trades = ids.map((id) => trade(DAY + id * 1000, String(id)));
    const again = { ...trade(DAY + 201_000, '200'), venueTime: unixMs(DAY + 5) };
    const { counts, parts } = await measure([...trades, again]);
    expect(counts).toMatchObject({ trades: 199, duplicateTrades: 1, backwardTrades: 1, missingTrades: 2 });
    // 4 of 199 is more than one in a hundred.
    expect(parts.trades).toBe(0);
  });

  it('looks for no missing trades where ids are no count', async () => {
    const { counts } = await measure(['a7', '19', '4711', '5'].map((id, step) => trade(DAY + step, id)));
    expect(counts.missingTrades).toBeUndefined();
    expect(counts.trades).toBe(4);
  });

  it('of nothing is 0', async () => {
    expect((await measure([])).score).toBe(0);
  });

  it('of minutes the venue told itself is how many there are', async () => {
    const minutes = [0, 1, 2, 2].map((minute): MarketEvent => ({
      kind: 'venue-bar',
      ...at(DAY + HOUR),
      openTime: unixMs(DAY + minute * MINUTE),
      intervalMs: MINUTE,
      open: 1,
      high: 1,
      low: 1,
      close: 1,
      volumeBase: 0,
    }));
    expect((await measure(minutes)).counts.coverage).toBeCloseTo(3 / 1440, 12);
  });
});
