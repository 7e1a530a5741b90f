import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { SeenBook } from '../ccxt/seen-book.ts';
import { readBitstampEvent } from '../wire/bitstamp/bitstamp-event.ts';
import type { CaptureStatistics } from './capture-statistics.ts';
import { openCapture, openRecordedFeed } from './open-recorded-feed.ts';

const folder = process.env['EDGEWRIGHT_DATA'];
const whyNot = folder === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';

interface Replayed {
  readonly statistics: Readonly<CaptureStatistics>;
  readonly ids: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** Book events after which a book built from the feed alone was crossed. */
  readonly crossed: number;
  readonly isInOrder: boolean;
}

const captureOf = (place: string, name: string): string => {
  const all = readdirSync(join(folder ?? '', place));
  return join(folder ?? '', place, all.find((file) => file.startsWith(name)) ?? name);
};

function replay(place: string, name: string): Replayed {
  const capture = openCapture([captureOf(place, name)]);
  const books = new Map(capture.instruments.map(({ id }) => [id, new SeenBook()]));
  const counts: Record<string, number> = {};
  let crossed = 0;
  let lastTime = 0;
  let isInOrder = true;
  for (let event = capture.next(); event !== undefined; event = capture.next()) {
    const kind = event.kind === 'feed-status' ? event.status : event.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
    isInOrder &&= event.time >= lastTime;
    lastTime = event.time;
    if (isCrossedBy(event, books.get(event.instrument))) crossed += 1;
  }
  const ids = capture.instruments.map(({ id }) => id);
  return { statistics: capture.statistics, ids, counts, crossed, isInOrder };
}

function isCrossedBy(event: MarketEvent, book: SeenBook | undefined): boolean {
  if (book === undefined) return false;
  if (event.kind === 'book-snapshot') book.replace(event.bids, event.asks);
  else if (event.kind === 'book-delta') book.change(event.bids, event.asks);
  else return false;
  return book.isCrossed;
}

const FAULTLESS = { gaps: 0, malformed: 0, crossed: 0, checksumsFailed: 0, clockSteps: 0 };

describe('recorded sessions of real venues', () => {
  it.skipIf(folder === undefined)(`verify all 4269 checksums of ten Kraken books${whyNot}`, () => {
    const { counts, crossed, ids, isInOrder, statistics } = replay('ws-raw', 'KRAKEN');
    expect(statistics).toMatchObject({
      ...FAULTLESS,
      checksumsPassed: 4269,
      diffs: 4269,
      snapshots: 10,
      frames: 4430,
    });
    expect(ids).toHaveLength(10);
    expect(ids).toContain('kraken:BTC/CHF');
    expect(counts).toEqual({ 'book-snapshot': 10, live: 10, 'book-delta': 4269, trade: 10, ended: 10 });
    expect({ crossed, isInOrder }).toEqual({ crossed: 0, isInOrder: true });
  });

  it.skipIf(folder === undefined)(`verify all 290 checksums of three OKX books${whyNot}`, () => {
    const { counts, crossed, ids, statistics } = replay('ws-raw', 'OKX');
    expect(statistics).toMatchObject({
      ...FAULTLESS,
      checksumsPassed: 290,
      snapshots: 3,
      diffs: 287,
      frames: 410,
    });
    // The other two are inverse contracts, which the ledger cannot hold: they are checked and not told.
    expect(ids).toEqual(['okx:BTC/USDT']);
    expect(statistics.unrepresented.toSorted()).toEqual(['BTC-USD-220527', 'UNI-USD-SWAP']);
    expect(counts).toEqual({ 'book-snapshot': 1, live: 1, 'book-delta': 97, trade: 69, ended: 1 });
    expect(crossed).toBe(0);
  });

  it.skipIf(folder === undefined)(`follow 1030 numbered messages of Coinbase, never crossed${whyNot}`, () => {
    const { counts, crossed, statistics } = replay('ws-raw', 'COINBASE');
    expect(statistics).toMatchObject({ ...FAULTLESS, frames: 1030, snapshots: 2, diffs: 773, trades: 79 });
    // Two of the 79 trades are smaller than the ledger's lot.
    expect(counts).toEqual({ trade: 77, 'book-snapshot': 2, live: 2, 'book-delta': 773, ended: 2 });
    expect(crossed).toBe(0);
  });

  it.skipIf(folder === undefined)(
    `follow the numbers of six Bybit books, spot and perpetual${whyNot}`,
    () => {
      const { counts, crossed, ids, statistics } = replay('ws-raw', 'BYBIT');
      expect(statistics).toMatchObject({
        ...FAULTLESS,
        frames: 3227,
        snapshots: 6,
        diffs: 2142,
        repeated: 0,
      });
      expect(ids.filter((id) => id.endsWith(':USDT'))).toHaveLength(4);
      expect(counts).toMatchObject({ 'book-snapshot': 6, 'book-delta': 2142, trade: 347, live: 6, ended: 6 });
      expect(crossed).toBe(0);
    },
  );

  it.skipIf(folder === undefined)(`join 177 Binance diffs to the books asked for by REST${whyNot}`, () => {
    const { counts, crossed, ids, isInOrder, statistics } = replay('ws-raw', 'BINANCE');
    expect(statistics).toMatchObject({ ...FAULTLESS, frames: 265, snapshots: 4, trades: 2 });
    // What came before a snapshot is held by it: 177 diffs, of which 172 are told.
    expect(counts).toEqual({ 'book-snapshot': 4, 'book-delta': 172, live: 4, trade: 2, ended: 4 });
    expect(ids).toContain('binance:RUNE/EUR');
    expect(statistics.offGridLevels).toBe(34);
    expect({ crossed, isInOrder }).toEqual({ crossed: 0, isInOrder: true });
  });

  it.skipIf(folder === undefined)(`follow the numbers of a Bybit book of 500 levels${whyNot}`, () => {
    const { counts, crossed, ids, statistics } = replay('book', 'bybit-linear_XRPUSDT_ob500');
    expect(statistics).toMatchObject({ ...FAULTLESS, lines: 50, frames: 50 });
    expect(counts).toEqual({ 'book-snapshot': 1, 'book-delta': 49, live: 1, ended: 1 });
    expect(ids).toEqual(['bybit:XRP/USDT:USDT']);
    expect(crossed).toBe(0);
  });

  it.skipIf(folder === undefined)(`rebuild Bitstamp's best prices from single orders${whyNot}`, () => {
    const { counts, crossed, isInOrder, statistics } = replay('book', 'bitstamp');
    expect(statistics).toMatchObject({ gaps: 0, malformed: 0, lines: 36_266, tickers: 3251, trades: 406 });
    // Four creations and one change come after the deletion of their order and are ignored.
    expect(statistics.repeated).toBe(5);
    expect(statistics.comparable).toBe(3250);
    // Nobody told which orders rested before the recording, so most of the few that differ come first.
    expect(statistics.equal).toBeGreaterThanOrEqual(3235);
    expect(counts['trade']).toBe(402);
    // An order that reaches over the spread waits until what it meets is gone.
    expect(crossed).toBe(0);
    expect(isInOrder).toBe(true);
  });

  it.skipIf(folder === undefined)(
    `find the taker of Bitstamp's trades, of whom it says nothing${whyNot}`,
    () => {
      const told = takersOf(captureOf('book', 'bitstamp'));
      // Held against the mid of the last book the venue itself showed, up to three seconds old.
      expect(told.agreeing).toBeGreaterThan(380);
      expect(told.disagreeing).toBeLessThan(16);
    },
  );

  it.skipIf(folder === undefined)(
    `are opened by their content wherever a recording is replayed${whyNot}`,
    () => {
      const opened = openRecordedFeed([captureOf('ws-raw', 'OKX')]);
      expect(opened.ok && opened.feed.instruments.map(({ id }) => id)).toEqual(['okx:BTC/USDT']);
      if (opened.ok) opened.feed.close();
      const mixed = openRecordedFeed([captureOf('ws-raw', 'OKX'), captureOf('book', 'bitstamp')]);
      expect(mixed.ok ? '' : mixed.failure.detail).toContain('cannot be mixed in one feed');
    },
  );
});

/** Trades on the side of the mid their taker should be on, by the venue's own last book. */
function takersOf(path: string) {
  const told = { agreeing: 0, disagreeing: 0 };
  const takers = new Map<string, string>();
  const capture = openCapture([path]);
  for (let event = capture.next(); event !== undefined; event = capture.next()) {
    if (event.kind === 'trade') takers.set(event.tradeId, event.aggressor);
  }
  let mid = 0;
  for (const line of gunzipSync(readFileSync(path)).toString().split('\n')) {
    const event = readBitstampEvent(line);
    if (event.kind === 'top') mid = (Number(event.bids[0]) + Number(event.asks[0])) / 2;
    if (event.kind !== 'trade' || mid === 0 || Number(event.price) === mid || !takers.has(event.tradeId))
      continue;
    const expected = Number(event.price) > mid ? 'buy' : 'sell';
    told[takers.get(event.tradeId) === expected ? 'agreeing' : 'disagreeing'] += 1;
  }
  return told;
}

describe('the side of a Coinbase trade', () => {
  it.skipIf(folder === undefined)(`is the maker's on the wire, as the book beside it shows${whyNot}`, () => {
    const capture = openCapture([captureOf('ws-raw', 'COINBASE')]);
    const books = new Map(capture.instruments.map(({ id }) => [id, new SeenBook()]));
    const told = { agreeing: 0, disagreeing: 0 };
    for (let event = capture.next(); event !== undefined; event = capture.next()) {
      const book = books.get(event.instrument);
      if (book === undefined || isCrossedBy(event, book) || event.kind !== 'trade' || book.mid === 0)
        continue;
      // Whoever crosses the spread pays the ask or is paid the bid.
      const isAgreeing = event.aggressor === 'buy' ? event.ticks >= book.mid : event.ticks <= book.mid;
      if (isAgreeing) told.agreeing += 1;
      else told.disagreeing += 1;
    }
    // Prints inside one sweep reach us after the book has moved on.
    expect(told.agreeing).toBeGreaterThan(70);
    expect(told.disagreeing).toBeLessThanOrEqual(3);
  });
});
