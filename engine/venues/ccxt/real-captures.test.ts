import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { frameStepsOf } from '../wire/live-frame.ts';
import { readSnapshot } from '../wire/binance/binance-frame.ts';
import type { ListedInstrument, ListedMarket, VenueDialect } from './dialect.ts';
import { binanceSpot } from './dialects/binance-spot.ts';
import { coinbase } from './dialects/coinbase.ts';
import { InstrumentFeed } from './instrument-feed.ts';
import { SeenBook } from './seen-book.ts';

const folder = process.env['EDGEWRIGHT_DATA'];
const whyNot = folder === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';

interface RecordedLine {
  readonly t: string;
  readonly ts: number;
  readonly url?: string;
  readonly data?: string;
}

function linesOf(name: string): readonly RecordedLine[] {
  const text = gunzipSync(readFileSync(join(folder ?? '', 'ws-raw', name)))
    .toString()
    .trimEnd();
  return text.split('\n').map((line) => JSON.parse(line) as RecordedLine);
}

/** What the feeds of a dialect make of recorded messages. */
function follow(dialect: VenueDialect, listed: readonly ListedInstrument[]) {
  const events: MarketEvent[] = [];
  const refused: string[] = [];
  const sequences: number[] = [];
  const counts = { messages: 0, resyncs: 0 };
  const feeds = new Map(
    listed.map((entry) => {
      const { instrument, wireSymbol } = entry;
      const resync = () => (counts.resyncs += 1);
      const emit = (event: MarketEvent) => events.push(event);
      const continuity = dialect.continuity(entry);
      return [wireSymbol, new InstrumentFeed({ instrument, continuity, emit, resync })] as const;
    }),
  );
  const [line] = dialect.lines(listed.map(({ instrument }) => instrument));
  if (line === undefined) throw new Error('no line');
  const read = dialect.reader(listed, line);
  const take = (text: string, ts: number) => {
    counts.messages += 1;
    const message = read(text);
    if (message.kind === 'malformed') refused.push(message.rule);
    if (message.kind !== 'frames') return;
    if (message.sequence !== undefined) sequences.push(message.sequence);
    const at = { time: unixMs(Math.floor(ts * 1000)), monotonicMs: ts * 1000, venueNow: ts * 1000 };
    for (const frame of message.frames) feeds.get(frame.symbol)?.take(frame, at);
  };
  return { feeds, take, events, refused, sequences, counts };
}

/** Books after which the best prices cross. */
function crossedIn(events: readonly MarketEvent[]): number {
  const books = new Map<string, SeenBook>();
  let crossed = 0;
  for (const event of events) {
    if (event.kind !== 'book-snapshot' && event.kind !== 'book-delta') continue;
    const book = books.get(event.instrument) ?? new SeenBook();
    books.set(event.instrument, book);
    if (event.kind === 'book-snapshot') book.replace(event.bids, event.asks);
    else book.change(event.bids, event.asks);
    if (book.isCrossed) crossed += 1;
  }
  return crossed;
}

const countOf = (events: readonly MarketEvent[], kind: MarketEvent['kind']) =>
  events.filter((event) => event.kind === kind).length;

function marketOf(
  info: Record<string, unknown>,
  names: [id: string, base: string, quote: string],
): ListedMarket {
  const [id, base, quote] = names;
  return {
    id,
    symbol: `${base}/${quote}`,
    base,
    quote,
    type: 'spot',
    active: true,
    maker: 0.001,
    taker: 0.001,
    info,
  };
}

describe('real messages through the live dialects', () => {
  it.skipIf(folder === undefined)(
    `of Coinbase are numbered without a hole and cross no book${whyNot}`,
    () => {
      const lines = linesOf('COINBASE_2026-08-09.jsonl.gz');
      const answer = lines.find(({ t }) => t === 'http')?.data ?? '';
      const { products } = JSON.parse(answer) as { products: Record<string, unknown>[] };
      const listed = ['BTC', 'ETH'].map((base) => {
        const info = products.find(({ product_id: id }) => id === `${base}-USD`) ?? {};
        return coinbase.list(marketOf(info, [`${base}-USD`, base, 'USD']));
      });
      const { counts, events, feeds, refused, sequences, take } = follow(coinbase, listed);
      for (const { data = '', t, ts } of lines) if (t === 'recv') take(data, ts);
      expect(counts).toEqual({ messages: 1030, resyncs: 0 });
      expect(refused).toEqual([]);
      expect(sequences).toEqual(Array.from({ length: 1030 }, (_, index) => (sequences[0] ?? 0) + index));
      expect([...feeds.values()].map(({ trust }) => trust)).toEqual(['live', 'live']);
      expect(crossedIn(events)).toBe(0);
      expect(countOf(events, 'book-snapshot')).toBe(2);
      expect(countOf(events, 'trade')).toBeGreaterThan(0);
    },
  );

  it.skipIf(folder === undefined)(`of Binance join their snapshots without a gap${whyNot}`, () => {
    const lines = linesOf('BINANCE_2021-10-12.jsonl.gz');
    const http = lines.filter(({ t }) => t === 'http');
    const { symbols } = JSON.parse(http.find(({ url }) => url?.endsWith('exchangeInfo'))?.data ?? '') as {
      symbols: { symbol: string; baseAsset: string; quoteAsset: string; filters: { filterType: string }[] }[];
    };
    const listed = ['NKNUSDT', 'BLZETH', 'LRCBTC', 'RUNEEUR'].map((id) => {
      const info = symbols.find(({ symbol }) => symbol === id);
      if (info === undefined) throw new Error(`no ${id}`);
      // The filter had another name in 2021.
      const filters = info.filters.map((filter) =>
        filter.filterType === 'MIN_NOTIONAL' ? { ...filter, filterType: 'NOTIONAL' } : filter,
      );
      return binanceSpot.list(marketOf({ ...info, filters }, [id, info.baseAsset, info.quoteAsset]));
    });
    const { counts, events, feeds, refused, take } = follow(binanceSpot, listed);
    for (const { data = '', t, ts } of lines) if (t === 'recv') take(data, ts);
    for (const { data = '', ts, url = '' } of http) {
      const entry = listed.find(({ wireSymbol }) => url.includes(`symbol=${wireSymbol}&`));
      if (entry === undefined) continue;
      const frame = readSnapshot(JSON.parse(data), frameStepsOf(entry.instrument));
      if (frame.kind === 'malformed') throw new Error(frame.rule);
      const at = { time: unixMs(Math.floor(ts * 1000)), monotonicMs: ts * 1000, venueNow: ts * 1000 };
      feeds.get(entry.wireSymbol)?.take(
        {
          kind: 'book',
          symbol: entry.wireSymbol,
          isSnapshot: true,
          updateId: frame.lastUpdateId,
          venueTime: undefined,
          bids: frame.bids,
          asks: frame.asks,
        },
        at,
      );
    }
    expect(counts).toEqual({ messages: 265, resyncs: 0 });
    expect(refused).toEqual([]);
    expect([...feeds.values()].map(({ gapCount }) => gapCount)).toEqual([0, 0, 0, 0]);
    expect(countOf(events, 'book-snapshot')).toBe(4);
    expect(countOf(events, 'book-delta')).toBeGreaterThan(100);
    expect(crossedIn(events)).toBe(0);
  });
});
