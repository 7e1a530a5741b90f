import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BackupFolder } from '../../journal/backups/backup-folder.ts';
import { contentOf } from '../../journal/fixtures/file-content.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import { EngineAtVenue, LONG, openAccountVenue } from '../live/real-account.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const LIVE = 'live-bybit-1f2e3d4c';
const PAPER = 'paper-sandbox';
/** A little longer than entries have to be apart. */
const SPACING_MS = 1100;

describe('an engine that trades on paper, then a real account, then on paper again', () => {
  const folders = temporaryFolders();
  let root: string;
  let venue: TradingLoopback;
  let host: EngineAtVenue;

  beforeEach(async () => {
    root = folders.newFolder();
    venue = await openAccountVenue();
    host = await EngineAtVenue.open(root, venue);
    await host.holdKey();
  });
  afterEach(async () => {
    await host.close();
    await venue.close();
    folders.removeAll();
  });

  const paperFile = () => join(root, 'journal.sqlite');
  const liveFile = () => join(root, 'live', LIVE, 'journal.db');
  const paperBackups = () => new BackupFolder(join(root, 'backups'));
  const liveBackups = () => new BackupFolder(join(root, 'live', LIVE, 'backups'));

  const filled = (): number => {
    const { journal, session } = host.station;
    return journal.fills({ accountId: session.description.accountId }).rows.length;
  };

  /** Buys at the market by hand and waits until it is filled, and until another order may be placed. */
  async function buy(sizeBase: string): Promise<void> {
    const before = filled();
    const { id } = host.instrument;
    await until(() => (host.kernel.rooms.market.of(id)?.book.bestAsk ?? 0) > 0, LONG);
    if (host.mode === 'live') host.station.command({ kind: 'arm', forMs: 3_600_000, warmUpEntries: 10 });
    expect(await host.placeOrder({ sizeBase })).toMatchObject({ ok: true });
    await until(() => filled() > before, LONG);
    const filledAt = realClock.now();
    await until(() => realClock.now() > filledAt + SPACING_MS);
  }

  const openAccount = async () => expect(await host.openAccount()).toMatchObject({ ok: true });
  const leaveAccount = () => host.question({ kind: 'leave-account', because: 'a test' });

  it(
    'R-LV-07: keeps their rows in files of their own, with 0 cross rows and every row under its account',
    { timeout: 3 * LONG },
    async () => {
      await buy('0.02');
      expect(host.station.journal).toBe(host.station.options.paper.journal);
      expect(existsSync(join(root, 'live'))).toBe(false);

      await openAccount();
      const paperRows = host.station.options.paper.journal.stats().rows;
      expect(host.station.journal.account).toBe(LIVE);
      await buy('0.008');
      // What the window asks of the past is the account's own.
      const { fills: shown } = host.station.model;
      expect(await host.ask('history', { list: 'fills', count: 100 })).toMatchObject({
        ok: true,
        reply: { fills: shown },
      });
      expect(shown.map(({ instrument }) => instrument)).toEqual(shown.map(() => host.instrument.id));
      const curve = await host.ask('equityCurve', { points: 100 });
      expect(curve).toMatchObject({ ok: true, reply: { equityQuote: expect.arrayContaining([1_000_000]) } });
      // Nothing goes into the paper file while the real account is open.
      expect(host.station.options.paper.journal.stats().rows).toBe(paperRows);
      const fills = { paper: 1, live: filled() };

      await leaveAccount();
      expect(host.station.journal.account).toBe(undefined);
      expect(filled()).toBe(fills.paper);
      await buy('0.01');
      await openAccount();
      expect(filled()).toBe(fills.live);
      expect(host.station.session.description.continues).toMatch(/^live-/);
      await host.close();

      const paper = contentOf(paperFile());
      const live = contentOf(liveFile());
      for (const { rows } of [paper, live]) expect(rows.length).toBeGreaterThan(10);
      const crossed = [
        ...paper.rows.filter((row) => !row.session_id.startsWith('paper-')),
        ...live.rows.filter((row) => !row.session_id.startsWith('live-')),
      ];
      const rows = paper.rows.length + live.rows.length;
      measured('R-LV-07', `${rows} rows of paper and a real account, ${crossed.length} in the wrong file`);
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
      expect(live.rows.filter(({ payload }) => /paper-|sandbox:/.test(payload))).toEqual([]);
      // Copies are made of each, beside it, and hold what the file held when it was left.
      for (const [path, backups] of [
        [paperFile(), paperBackups()],
        [liveFile(), liveBackups()],
      ] as const) {
        const [newest] = backups.list();
        expect(contentOf(newest?.path ?? '').rows).toEqual(contentOf(path).rows);
      }
    },
  );

  it('R-ST-01: opens no real account whose journal another process has, and goes on on paper', async () => {
    const place = host.station.options.folder.liveJournal(LIVE);
    const other = openJournal(place);
    if (!other.ok) throw new Error(other.failure.detail);
    const { sessionId } = host.station.session.description;
    expect(await host.openAccount()).toEqual({
      ok: false,
      detail: expect.stringContaining(`the journal ${place.path} is in use by another process`),
    });
    expect(host.station.session.description.sessionId).toBe(sessionId);
    await buy('0.02');
    other.journal.close();
    await openAccount();
    expect(host.station.journal.account).toBe(LIVE);
  });

  it('builds the report of the account that is open, and says that it is a real one', async () => {
    await openAccount();
    await buy('0.008');
    const build = { kind: 'build-report', formats: ['json'], jobId: 'report-1' } as const;
    const report = await host.question(build);
    const [file] = report.ok ? report.files : [];
    expect(file?.name).toContain(`edgewright-report-live-${LIVE}`);
    const { realAccount } = JSON.parse(Buffer.from(file?.bytes ?? []).toString()) as { realAccount: string };
    expect(realAccount).toBe('Main at bybit');
  });

  it(
    'R-ST-06, R-LV-07: opens a real account whose journal was damaged from its own backup, frozen, and leaves paper alone',
    { timeout: 2 * LONG },
    async () => {
      await openAccount();
      await buy('0.008');
      const held = host.heldLots();
      expect(held).toBeGreaterThan(0);
      await leaveAccount();
      const whole = contentOf(liveFile()).rows;
      expect(contentOf(liveBackups().list()[0]?.path ?? '').rows).toEqual(whole);
      writeFileSync(liveFile(), readFileSync(liveFile()).fill(0, 8192));
      const paperRows = host.station.options.paper.journal.stats().rows;

      await openAccount();
      const alerts = host.told.filter(({ type }) => type === 'alert');
      expect(alerts).toEqual([
        expect.objectContaining({
          text: expect.stringContaining('The journal could not be read'),
          kept: expect.stringMatching(
            /kept unchanged as journal\.db\.damaged-1; the backup of .* took its place/,
          ),
        }),
      ]);
      expect(host.kernel.tradingState).toBe('halted');
      expect(host.heldLots()).toBe(held);
      host.station.command({ kind: 'arm', forMs: 3_600_000, warmUpEntries: 10 });
      expect(host.kernel.rooms.armed.isArmed).toBe(false);
      expect(host.station.options.paper.journal.stats().rows).toBe(paperRows + 1);
      await host.close();
      expect(contentOf(liveFile()).rows.slice(0, whole.length)).toEqual(whole);
    },
  );
});
