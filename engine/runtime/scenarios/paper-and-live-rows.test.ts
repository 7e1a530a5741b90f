import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineSettings } from '../../contract/host-control.ts';
import { BackupFolder } from '../../journal/backups/backup-folder.ts';
import { PROJECTION_TABLES } from '../../journal/schema/migrations.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { openSession } from '../../venues/live/open-session.ts';
import { ONE_OF_EACH } from '../../venues/live/venue-pairs.fixture.ts';
import type { VenuePair } from '../../venues/live/session.fixture.ts';
import { KeptJournal } from '../backups/kept-journal.ts';
import type { Clock } from '../clock.ts';
import { openDataFolder } from '../data-folder.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import { openVenue } from '../live/live-run.fixture.ts';
import { answerCommand, createHandlers } from '../handlers/command-handlers.ts';
import { quotesOf } from './loopback-quotes.fixture.ts';
import { Workstation } from '../workstation.ts';

const LIVE = 'live-bybit-0a1b2c3d';
const PAPER = 'paper-sandbox';
const LONG = 60_000;
/** A little longer than entries have to be apart. */
const SPACING_MS = 1100;
const clock = realClock as Clock;
const ACCOUNT = { keyId: 'key-1', accountId: LIVE, accountName: 'Main', venue: 'bybit' } as const;
const pair = ONE_OF_EACH[0] as VenuePair;

interface Row {
  readonly session_id: string;
  readonly account_id: string;
  readonly kind: string;
  readonly payload: string;
}

/** Everything a journal's file holds: the rows of the record with their sessions, and whose the projected rows are. */
function contentOf(path: string) {
  const file = new SqliteDatabase(path, { readonly: true });
  const rows = file
    .prepare<[], Row>(
      'SELECT session_id, account_id, kind, payload FROM outcome JOIN session ON number = session ORDER BY row',
    )
    .all();
  const total = file.prepare('SELECT count(*) FROM outcome').pluck().get();
  const owners = PROJECTION_TABLES.flatMap((table) =>
    file.prepare<[], string>(`SELECT account_id FROM ${table}`).pluck().all(),
  );
  file.close();
  expect(rows).toHaveLength(Number(total));
  return { rows, owners };
}

const filled = (station: Workstation) => {
  const { accountId } = station.session.description;
  return station.journal.fills({ accountId }).rows.length;
};

describe('a workstation that trades on paper, then a real account, then on paper again', () => {
  const folders = temporaryFolders();
  let root: string;
  let venue: TradingLoopback;
  let station: Workstation;

  beforeEach(async () => {
    root = folders.newFolder();
    venue = await openVenue(pair);
    station = await openStation();
  });
  afterEach(async () => {
    if (station.journal.isOpen) await station.stop('the test failed');
    await venue.close();
    folders.removeAll();
  });

  async function openStation(): Promise<Workstation> {
    const settings: EngineSettings = {
      userDataDir: root,
      engineVersion: '0.0.0',
      depositQuote: '10000',
      sandboxSeed: 7,
      sandboxHistoryMinutes: 1,
      recordingCapMb: 64,
      keepRawFrames: false,
      latency: { feedMs: 1, orderMs: 1, responseMs: 1 },
      market: { source: 'sandbox' },
    };
    const folder = openDataFolder(root);
    const paper = KeptJournal.open(folder.paperJournal, { clock, log: () => undefined });
    const opened = await Workstation.open({ settings, folder, paper, clock, tell: () => undefined });
    opened.start();
    await until(() => opened.session.kernel.hasBegun);
    return opened;
  }

  const ask = (command: string, payload: object) =>
    answerCommand(createHandlers(station, 1), command, payload);

  /** Buys at the market by hand and waits until it is filled. */
  async function buy(sizeBase: string): Promise<void> {
    const before = filled(station);
    const [instrument] = station.session.description.instruments;
    const { mode } = station.session.description;
    await until(
      () => (station.session.kernel.rooms.market.of(instrument?.id ?? '')?.book.bestAsk ?? 0) > 0,
      LONG,
    );
    if (mode === 'live') station.command({ kind: 'arm', forMs: 3_600_000, warmUpEntries: 10 });
    const order = { instrument: instrument?.id ?? '', side: 'buy', sizeBase, type: 'market' };
    expect(await ask('placeOrder', order)).toMatchObject({ ok: true });
    await until(() => filled(station) > before, LONG);
    const filledAt = clock.now();
    await until(() => clock.now() > filledAt + SPACING_MS);
  }

  async function openLive(): Promise<void> {
    const refused = await station.openLive(ACCOUNT, async () => {
      const account = await openSession({
        dialect: pair.dialect,
        key: pair.key,
        symbols: [pair.symbol],
        clock,
        random: () => 0,
        requestTimeoutMs: 1500,
        loopback: venue.urls,
      });
      const feed = quotesOf(venue, pair.coreSymbol, account.instruments);
      return { ok: true, connections: { feed, venue: account } };
    });
    expect(refused).toBe(undefined);
    await until(() => station.session.kernel.rooms.venue.conditions().phase === 'ready', LONG);
  }

  it(
    'R-LV-07: keeps their rows in files of their own, with 0 cross rows and every row under its account',
    { timeout: 3 * LONG },
    async () => {
      const paperFile = join(root, 'journal.sqlite');
      const liveFile = join(root, 'live', LIVE, 'journal.db');
      await buy('0.02');
      expect(station.journal).toBe(station.options.paper.journal);
      expect(existsSync(join(root, 'live'))).toBe(false);

      await openLive();
      const paperRows = station.options.paper.journal.stats().rows;
      expect(station.journal.account).toBe(LIVE);
      await buy('0.008');
      const seen = await ask('history', { list: 'fills', count: 100 });
      expect(seen).toMatchObject({ ok: true, reply: { fills: station.model.fills } });
      // Nothing goes into the paper file while the real account is open.
      expect(station.options.paper.journal.stats().rows).toBe(paperRows);
      const fills = { paper: 1, live: filled(station) };

      await station.openTrading();
      expect(station.journal.account).toBe(undefined);
      expect(filled(station)).toBe(fills.paper);
      await buy('0.01');
      await openLive();
      expect(filled(station)).toBe(fills.live);
      expect(station.session.description.continues).toMatch(/^live-/);
      await station.stop('the test is over');

      const paper = contentOf(paperFile);
      const live = contentOf(liveFile);
      for (const { rows } of [paper, live]) expect(rows.length).toBeGreaterThan(10);
      expect(paper.rows.filter((row) => !row.session_id.startsWith('paper-'))).toEqual([]);
      expect(live.rows.filter((row) => !row.session_id.startsWith('live-'))).toEqual([]);
      expect(new Set([...paper.rows.map((row) => row.account_id), ...paper.owners])).toEqual(
        new Set([PAPER]),
      );
      expect(new Set([...live.rows.map((row) => row.account_id), ...live.owners])).toEqual(new Set([LIVE]));
      // What the person calls the account stands where every session begins.
      const begun = live.rows.filter(({ kind }) => kind === 'session-began');
      expect(begun.map(({ payload }) => payload.includes('"name":"Main"'))).toEqual([true, true]);
      // No payload names the other world either.
      expect(paper.rows.filter(({ payload }) => payload.includes('live-'))).toEqual([]);
      expect(
        live.rows.filter(({ payload }) => payload.includes('paper-') || payload.includes('sandbox:')),
      ).toEqual([]);
      // Copies are made of each, beside it, and hold what the file held when it was left.
      for (const [path, backups] of [
        [paperFile, join(root, 'backups')],
        [liveFile, join(root, 'live', LIVE, 'backups')],
      ] as const) {
        const [newest] = new BackupFolder(backups).list();
        expect(contentOf(newest?.path ?? '').rows).toEqual(contentOf(path).rows);
      }
    },
  );
});
