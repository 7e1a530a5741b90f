import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawDays } from '../../../archive/raw/raw-day.ts';
import type { MarketEvent } from '../../../domain/market/market-event.ts';
import { systemClock } from '../../clock.ts';
import { exportRaw } from '../../library/export-raw.ts';
import { FOLLOWED } from '../../../venues/ccxt/followed-venue.fixture.ts';
import { openKrakenLoopback } from '../../../venues/loopback/kraken-loopback.ts';
import { openOkxLoopback } from '../../../venues/loopback/okx-loopback.ts';
import { openLoopback } from '../../../venues/loopback/loopback-venue.ts';
import { openLiveFeed } from '../../../venues/ccxt/open-live-feed.ts';
import type { RawFrame } from '../../../venues/raw-frame.ts';
import { openCapture } from '../../../venues/recorded/open-recorded-feed.ts';
import { RawFrameQueue } from './raw-frame-queue.ts';
import { RawKeeper } from './raw-keeper.ts';

const data = process.env['EDGEWRIGHT_DATA'];
const free = { isCanceled: false, progress: () => undefined };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raw-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Keeps frames as a session does, a batch at a time, and answers with the file they are exported to. */
async function keepAndExport(venue: string, frames: readonly RawFrame[]): Promise<string> {
  const archive = join(folder, `archive-${venue}`);
  const queue = new RawFrameQueue(venue);
  const keeper = new RawKeeper({ archive, hasRoom: () => true });
  for (const [place, frame] of frames.entries()) {
    queue.take(frame);
    if (place % 500 !== 499) continue;
    const batch = queue.takeBatch();
    if (batch && keeper.take(batch)) queue.done((await keeper.flush()).weight);
  }
  const batch = queue.takeBatch();
  if (batch) keeper.take(batch);
  expect(await keeper.flush()).not.toHaveProperty('failure');
  const days = rawDays(archive).map(({ day }) => ({ instrument: `${venue}:BTC/USDT`, day }));
  const report = await exportRaw(archive, { days, format: 'raw', isPacked: true, folder }, free);
  if (!report.ok) throw new Error(report.detail);
  return join(folder, report.files[0]?.name ?? '');
}

interface Line {
  readonly t: RawFrame['kind'] | 'header';
  readonly conn: string;
  readonly ts: number;
  readonly addr?: string;
  readonly url?: string;
  readonly data?: string;
}

const linesOf = (path: string): Line[] =>
  gunzipSync(readFileSync(path))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ t }) => t !== 'header');

function eventsOf(path: string): readonly MarketEvent[] {
  const capture = openCapture([path]);
  const events: MarketEvent[] = [];
  for (let event = capture.next(); event; event = capture.next()) events.push(event);
  capture.close();
  return events;
}

const captures = [
  ['bybit', 'BYBIT_2026-08-09'],
  ['coinbase', 'COINBASE_2026-08-09'],
  ['okx', 'OKX_2022-05-13'],
  ['kraken', 'KRAKEN_2021-04-17'],
  ['binance', 'BINANCE_2021-10-12'],
] as const;

describe.skipIf(data === undefined)(
  'recorded frames, kept and exported again (needs EDGEWRIGHT_DATA)',
  () => {
    it.each(captures)('of %s are the same lines and the same market', async (venue, name) => {
      const original = join(data ?? '', 'ws-raw', `${name}.jsonl.gz`);
      const lines = linesOf(original);
      const frames = lines.map(({ addr, conn, data: text = '', t, ts, url }) => ({
        kind: t as RawFrame['kind'],
        connection: conn,
        time: Math.floor(ts * 1000),
        address: url ?? addr ?? '',
        text,
      }));
      const exported = await keepAndExport(venue, frames);
      const cut = (line: Line) => ({ ...line, ts: Math.floor(line.ts * 1000) });
      expect(linesOf(exported).map(cut)).toEqual(lines.map(cut));
      const events = eventsOf(exported);
      // Across connections, lines of the same millisecond have no order but that of their names.
      const inOrder = (all: readonly MarketEvent[]) =>
        Map.groupBy(
          all.filter(({ kind }) => kind !== 'feed-status'),
          ({ instrument }) => instrument,
        );
      expect(events.length).toBeGreaterThan(100);
      expect(inOrder(events)).toEqual(inOrder(eventsOf(original)));
    });
  },
);

/** Where a venue's sessions connect to, by which they are known. */
const HOSTS: Readonly<Record<string, string>> = {
  bybit: 'wss://stream.bybit.com',
  binance: 'wss://stream.binance.com',
  okx: 'wss://ws.okx.com',
  kraken: 'wss://ws.kraken.com',
  coinbase: 'wss://advanced-trade-ws.coinbase.com',
};

const options = { seed: 7, clock: systemClock, historyMinutes: 3, marketSpeed: 25 };
const plain = FOLLOWED.filter(({ venue }) => venue in HOSTS).map(({ loopback, symbol, venue }) => ({
  venue,
  symbol,
  open: () => openLoopback({ ...options, dialect: loopback }),
}));
const checked = [
  { venue: 'okx', symbol: 'BTC/USDT', open: async () => (await openOkxLoopback(options)).venue },
  { venue: 'kraken', symbol: 'BTC/USDT', open: async () => (await openKrakenLoopback(options)).venue },
] as const;
const live = [...plain, ...checked];

/** What a session on a loopback venue saw, its raw frames, and where it was connected to. */
async function follow({ open, symbol, venue: name }: (typeof live)[number]) {
  const venue = await open();
  const frames: RawFrame[] = [];
  const { restUrl, wsUrl } = venue;
  const { host } = new URL(wsUrl);
  const opened = await openLiveFeed({
    venue: name,
    symbols: [symbol],
    clock: systemClock,
    random: () => 0.5,
    restUrl,
    wsUrl,
    rawFrames: (frame) => frames.push(frame),
  });
  if (!opened.ok) throw new Error(opened.failure.detail);
  const seen: MarketEvent[] = [];
  await opened.feed.start((event) => seen.push(event));
  while (seen.length < 150) await new Promise<void>((go) => void systemClock.after(20, go));
  await opened.feed.stop();
  await venue.close();
  return { frames, host, id: opened.feed.instruments[0]?.id ?? '', seen };
}

describe('raw frames of a live session', { timeout: 30_000 }, () => {
  it.each(live)('on $venue give the books and the prints that it saw', async (dialect) => {
    const { frames, host, id, seen } = await follow(dialect);
    const exported = await keepAndExport(dialect.venue, frames);
    const text = gunzipSync(readFileSync(exported))
      .toString()
      .replaceAll(`ws://${host}`, HOSTS[dialect.venue] ?? '');
    writeFileSync(exported, gzipSync(text));
    const played = eventsOf(exported);
    // Books and prints may have connections of their own, which know no order of each other.
    const marketOf = (events: readonly MarketEvent[]) => {
      const its = events
        .filter(({ instrument }) => instrument === id)
        .map((event) => ({ ...event, time: 0 }));
      return {
        // A snapshot by REST may have no time of the venue's own, and then has ours.
        books: its
          .filter(({ kind }) => kind === 'book-snapshot' || kind === 'book-delta')
          .map((event) => (event.kind === 'book-snapshot' ? { ...event, venueTime: 0 } : event)),
        prints: its.filter(({ kind }) => kind === 'trade'),
      };
    };
    expect(marketOf(seen).books.length).toBeGreaterThan(20);
    expect(marketOf(played)).toEqual(marketOf(seen));
  });
});
