import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackupFolder } from '../../journal/backups/backup-folder.ts';
import { rowsInBackup } from '../../journal/backups/rows-in-backup.ts';
import { verifyBackup } from '../../journal/backups/verify-backup.ts';
import { openedJournal, recordHistory, temporaryFolder } from '../../journal/fixtures/temporary-journal.ts';
import { tradingHistory } from '../../journal/fixtures/trading-history.ts';
import type { Journal } from '../../journal/journal.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import { JournalBackups } from './journal-backups.ts';
import { measured } from '../../test/reliability/measured.ts';

const QUARTER = 15 * 60_000;
const history = tradingHistory({ seed: 4, trades: 10, days: 1 });

describe('backups of a journal in use', () => {
  let root: ReturnType<typeof temporaryFolder>;
  let journal: Journal;
  let folder: BackupFolder;
  let clock: ManualClock;
  const told: string[] = [];

  beforeEach(() => {
    root = temporaryFolder();
    journal = openedJournal(`${root.path}/journal.sqlite`);
    folder = new BackupFolder(`${root.path}/backups`);
    clock = new ManualClock(1_750_000_000_000);
    told.length = 0;
  });
  afterEach(() => {
    journal.close();
    root.remove();
  });

  const backups = () =>
    new JournalBackups({ journal, folder, clock, log: (_, text) => void told.push(text) });

  it('R-ST-07: are made after 15 minutes in which something was written, and checked in a thread', async () => {
    const made = backups();
    clock.pass(QUARTER);
    await made.backUp();
    expect(folder.list()).toEqual([]);
    recordHistory(journal, history);
    clock.pass(QUARTER);
    await made.backUp();
    const [backup] = folder.list();
    const copy = openedJournal(backup?.path ?? '');
    const copied = [...copy.outcomes('made-up-1')];
    measured(
      'R-ST-07',
      `${copied.length} of ${history.outcomes.length} outcomes in the copy, which was checked`,
    );
    expect(copied).toEqual(history.outcomes);
    copy.close();
    // Nothing was written in the first quarter, so the first look after the writing takes a copy.
    expect(made.newestTime).toBe(1_750_000_000_000 + QUARTER + 60_000);
    await made.leave();
    expect(folder.list()).toHaveLength(1);
  });

  it('R-ST-07: are made on leaving', async () => {
    const made = backups();
    recordHistory(journal, history);
    await made.leave();
    expect(folder.list()).toHaveLength(1);
  });

  it('R-ST-07: hold on leaving what was written while the copy before was being checked', async () => {
    let finish: () => void = () => undefined;
    const checked = new Promise<void>((resolve) => (finish = resolve));
    const verified: string[] = [];
    const made = new JournalBackups({
      journal,
      folder,
      clock,
      log: (_, text) => void told.push(text),
      verify: async (path) => {
        verified.push(path);
        if (verified.length === 1) await checked;
        return verifyBackup(path);
      },
    });
    const [first, rest] = [history.outcomes.slice(0, 20), history.outcomes.slice(20)];
    recordHistory(journal, { ...history, outcomes: first });
    const early = made.backUp();
    await vi.waitFor(() => expect(verified).toHaveLength(1));
    const last = rest.at(-1);
    if (!last) throw new Error('the history is too short');
    journal.commit({ outcomes: rest, position: { sequence: last.sequence, time: last.time } });
    clock.pass(1000);
    const left = made.leave();
    finish();
    await Promise.all([early, left]);
    const { rows } = journal.stats();
    expect(folder.list().map(({ path }) => rowsInBackup(path))).toEqual([rows]);
    expect(told).toEqual([]);
  });

  it('R-ST-07: are made a minute after a start that finds rows without a copy', async () => {
    recordHistory(journal, history);
    const made = backups();
    clock.pass(60_000);
    await made.backUp();
    expect(made.newestTime).toBe(1_750_000_000_000 + 60_000);
    await made.leave();
    expect(folder.list()).toHaveLength(1);
    const again = backups();
    clock.pass(60_000);
    await again.leave();
    expect(folder.list()).toHaveLength(1);
  });

  it('are told of and tried again when the folder takes none', async () => {
    const made = backups();
    recordHistory(journal, history);
    writeFileSync(folder.path, 'a file is in the way');
    await made.backUp();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('the journal was not backed up');
    rmSync(folder.path);
    await made.leave();
    expect(folder.list()).toHaveLength(1);
  });

  it('do not count when the check fails: nothing is kept and the person is told', async () => {
    const made = new JournalBackups({
      journal,
      folder,
      clock,
      log: (_, text) => void told.push(text),
      verify: () =>
        Promise.resolve({ ok: false, failure: { code: 'corrupt', detail: 'row 3 does not fit' } }),
    });
    recordHistory(journal, history);
    await made.backUp();
    expect(folder.list()).toEqual([]);
    expect(readdirSync(folder.path)).toEqual([]);
    expect(told).toEqual(['the journal was not backed up: row 3 does not fit']);
  });
});
