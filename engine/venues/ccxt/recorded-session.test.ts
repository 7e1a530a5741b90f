import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { BookDelta, BookSnapshot, MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { readBybitText } from '../wire/bybit/bybit-frame.ts';
import { type FrameSteps, frameStepsOf } from '../wire/live-frame.ts';
import { BookSequence } from './book-sequence.ts';
import { type BybitCategory, bybitInstrument } from './dialects/bybit-instruments.ts';
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

interface Message {
  readonly topic?: string;
  readonly data?: { readonly length: number };
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

type Feeds = ReadonlyMap<string, { readonly feed: InstrumentFeed; readonly steps: FrameSteps }>;

/** A feed for every instrument of the recorded lists, by category and symbol; `resyncs` counts what they ask. */
function feedsOf(lines: readonly RecordedLine[], events: MarketEvent[], resyncs: () => void): Feeds {
  const entries = lines
    .filter(({ t }) => t === 'http')
    .flatMap(({ data = '', url }) => {
      const category = url?.includes('category=spot') ? 'spot' : 'linear';
      return [...listedIn(data, category)].map(([id, instrument]) => {
        const feed = new InstrumentFeed({
          instrument,
          continuity: new BookSequence(),
          emit: (event) => events.push(event),
          resync: resyncs,
        });
        return [`${category} ${id}`, { feed, steps: frameStepsOf(instrument) }] as const;
      });
    });
  return new Map(entries);
}

function replay(path: string) {
  const text = gunzipSync(readFileSync(path)).toString().trimEnd();
  const lines = text.split('\n').map((line) => JSON.parse(line) as RecordedLine);
  const events: MarketEvent[] = [];
  const refused: string[] = [];
  let resyncs = 0;
  const feeds = feedsOf(lines, events, () => (resyncs += 1));
  const messages = lines
    .filter(({ t }) => t === 'recv')
    .map(({ conn, data = '', ts }) => ({
      category: CATEGORY[conn],
      ms: ts * 1000,
      text: data,
      message: JSON.parse(data) as Message,
    }));
  for (const { category, ms, text } of messages) {
    const message = readBybitText(text, (symbol) => feeds.get(`${category} ${symbol}`)?.steps);
    if (message.kind === 'malformed') refused.push(message.rule);
    const moment = { time: unixMs(Math.floor(ms)), monotonicMs: ms, venueNow: ms };
    for (const frame of message.kind === 'frames' ? message.frames : [])
      feeds.get(`${category} ${frame.symbol}`)?.feed.take(frame, moment);
  }
  const ofTopic = (name: string) => messages.filter(({ message }) => message.topic?.startsWith(name));
  return {
    events,
    refused,
    resyncs,
    active: [...feeds.values()].map(({ feed }) => feed).filter(({ trust }) => trust !== 'waiting'),
    sentBooks: ofTopic('orderbook').length,
    sentPrints: ofTopic('publicTrade').reduce((sum, { message }) => sum + (message.data?.length ?? 0), 0),
  };
}

/** Steps of the update number that are not 1, and updates after which the book is crossed. */
function faultsOf(books: readonly (BookSnapshot | BookDelta)[]): { holes: number; crossed: number } {
  const seen = new SeenBook();
  const faults = { holes: 0, crossed: 0 };
  for (const [index, event] of books.entries()) {
    const isNext = event.updateId === (books[index - 1]?.updateId ?? Number.NaN) + 1;
    if (event.kind === 'book-snapshot') seen.replace(event.bids, event.asks);
    else seen.change(event.bids, event.asks);
    if (event.kind === 'book-delta' && !isNext) faults.holes += 1;
    if (seen.isCrossed) faults.crossed += 1;
  }
  return faults;
}

describe('42 seconds of Bybit, recorded in 2026', () => {
  it.skipIf(folder === undefined)(`come out complete, uncrossed and in order${whyNot}`, () => {
    const path = join(folder ?? '', 'ws-raw', 'BYBIT_2026-08-09.jsonl.gz');
    const { active, events, refused, resyncs, sentBooks, sentPrints } = replay(path);
    expect(refused).toEqual([]);
    expect(resyncs).toBe(0);
    const books = events.filter((event) => event.kind === 'book-snapshot' || event.kind === 'book-delta');
    expect(books).toHaveLength(sentBooks);
    expect(events.filter(({ kind }) => kind === 'trade')).toHaveLength(sentPrints);
    expect(active.map(({ trust }) => trust)).toEqual(Array(6).fill('live'));
    for (const { instrument } of active) {
      const its = books.filter((event) => event.instrument === instrument.id);
      expect(faultsOf(its)).toEqual({ holes: 0, crossed: 0 });
    }
    const marks = events.filter((event) => event.kind === 'mark-price');
    expect(new Set(marks.map(({ instrument }) => instrument)).size).toBe(4);
  });
});
