import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { type BybitCategory } from './bybit-client.ts';
import { frameStepsOf, readBybitFrame } from './bybit-frame.ts';
import { bybitInstrument } from './bybit-instruments.ts';
import { InstrumentFeed } from './instrument-feed.ts';
import { SeenBook } from './seen-book.ts';

const folder = process.env['EDGEWRIGHT_DATA'];
const whyNot = folder === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';

/** What is read of the rules a venue lists, besides what goes into an instrument as it is. */
interface ListedRules {
  readonly symbol: string;
  readonly baseCoin: string;
  readonly quoteCoin: string;
  readonly settleCoin?: string;
}

interface RecordedLine {
  readonly t: string;
  readonly conn: string;
  readonly ts: number;
  readonly url?: string;
  readonly data?: string;
}

/** A socket each for perpetuals and spot, in the recording's own names. */
const CATEGORY: Readonly<Record<string, BybitCategory>> = { 'BYBIT.ws.2': 'linear', 'BYBIT.ws.3': 'spot' };

function listedIn(answer: string, category: BybitCategory): Map<string, ReturnType<typeof bybitInstrument>> {
  const { list } = (JSON.parse(answer) as { result: { list: ListedRules[] } }).result;
  const wanted = list.filter(({ symbol }) => ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'DOGEUSDT'].includes(symbol));
  return new Map(
    wanted.map((info) => {
      const { baseCoin: base, quoteCoin: quote, settleCoin, symbol: id } = info;
      const symbol = category === 'spot' ? `${base}/${quote}` : `${base}/${quote}:${settleCoin}`;
      const type = category === 'spot' ? 'spot' : 'swap';
      return [
        id,
        bybitInstrument({ id, symbol, base, quote, type, active: true, maker: 0.0002, taker: 0.00055, info }),
      ];
    }),
  );
}

function replay(path: string) {
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
  const events: MarketEvent[] = [];
  const feeds = new Map<string, InstrumentFeed>();
  const steps = new Map<string, ReturnType<typeof frameStepsOf>>();
  const refused: string[] = [];
  const counts = { prints: 0, books: 0, resyncs: 0 };
  for (const line of lines) {
    const { conn, data = '', t, ts, url } = JSON.parse(line) as RecordedLine;
    if (t === 'http') {
      const category = url?.includes('category=spot') ? 'spot' : 'linear';
      for (const [id, instrument] of listedIn(data, category)) {
        const resync = () => (counts.resyncs += 1);
        feeds.set(
          `${category} ${id}`,
          new InstrumentFeed({ instrument, emit: (event) => events.push(event), resync }),
        );
        steps.set(`${category} ${id}`, frameStepsOf(instrument));
      }
    }
    if (t !== 'recv') continue;
    const category = CATEGORY[conn];
    const message = JSON.parse(data) as { topic?: string; data?: unknown[] };
    if (message.topic?.startsWith('publicTrade')) counts.prints += message.data?.length ?? 0;
    if (message.topic?.startsWith('orderbook')) counts.books += 1;
    const frame = readBybitFrame(message, (symbol) => steps.get(`${category} ${symbol}`));
    if (frame.kind === 'malformed') refused.push(frame.rule);
    if (frame.kind === 'malformed' || frame.kind === 'control') continue;
    const time = unixMs(Math.floor(ts * 1000));
    feeds
      .get(`${category} ${frame.symbol}`)
      ?.take(frame, { time, monotonicMs: ts * 1000, venueNow: ts * 1000 });
  }
  return { events, feeds, refused, counts };
}

describe('42 seconds of Bybit, recorded in 2026', () => {
  it.skipIf(folder === undefined)(`come out complete, uncrossed and in order${whyNot}`, () => {
    const { counts, events, feeds, refused } = replay(
      join(folder ?? '', 'ws-raw', 'BYBIT_2026-08-09.jsonl.gz'),
    );
    // Candles are recorded too, and are no frame of ours.
    expect(refused.filter((rule) => !rule.includes('kline.1.'))).toEqual([]);
    expect(refused).toHaveLength(22 + 12 + 12 + 25 + 15 + 10);
    expect(counts.resyncs).toBe(0);
    const books = events.filter((event) => event.kind === 'book-snapshot' || event.kind === 'book-delta');
    expect(books).toHaveLength(counts.books);
    expect(events.filter(({ kind }) => kind === 'trade')).toHaveLength(counts.prints);
    const active = [...feeds.values()].filter(({ trust }) => trust !== 'waiting');
    expect(active.map(({ trust }) => trust)).toEqual(['live', 'live', 'live', 'live', 'live', 'live']);
    for (const { instrument } of active) {
      const seen = new SeenBook();
      let last = 0;
      for (const event of books.filter((book) => book.instrument === instrument.id)) {
        if (event.kind === 'book-snapshot') seen.replace(event.bids, event.asks);
        else {
          expect(event.updateId).toBe(last + 1);
          seen.change(event.bids, event.asks);
        }
        last = event.updateId;
        expect(seen.isCrossed).toBe(false);
      }
    }
    const marks = events.filter((event) => event.kind === 'mark-price');
    expect(new Set(marks.map(({ instrument }) => instrument)).size).toBe(4);
  });
});
