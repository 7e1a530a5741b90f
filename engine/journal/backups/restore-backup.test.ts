import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import { BackupFolder } from './backup-folder.ts';
import { digestOfFile } from './backup-seal.ts';
import { restoreNewestBackup } from './restore-backup.ts';

const history = tradingHistory({ seed: 31, trades: 12, days: 2 });
const NOON = 1_750_000_000_000;
const HOUR = 3_600_000;

describe('a restored backup', () => {
  let root: ReturnType<typeof temporaryFolder>;
  let path: string;
  let folder: BackupFolder;

  beforeEach(() => {
    root = temporaryFolder();
    path = `${root.path}/journal.sqlite`;
    folder = new BackupFolder(`${root.path}/backups`);
  });
  afterEach(() => root.remove());

  /** Backs up what is written after each third of the history, an hour apart, and loses the journal. */
  async function keepThree(isSealed = true): Promise<readonly number[]> {
    const journal = openedJournal(path);
    journal.beginSession(history.description);
    const rows: number[] = [];
    for (let third = 0; third < 3; third += 1) {
      const size = Math.ceil(history.outcomes.length / 3);
      const outcomes = history.outcomes.slice(third * size, (third + 1) * size);
      const last = outcomes.at(-1);
      if (!last) throw new Error('the history is too short');
      journal.commit({ outcomes, position: { sequence: last.sequence, time: last.time } });
      const copy = folder.begin(NOON + third * HOUR);
      const checked = await journal.backup(copy);
      if (!checked.ok) throw new Error(checked.failure.detail);
      folder.keep(copy, isSealed ? checked.digest : undefined);
      rows.push(checked.rows);
    }
    journal.close();
    for (const companion of ['', '-wal', '-shm']) rmSync(path + companion, { force: true });
    return rows;
  }

  /** Opens what was restored; answers how many entries it has, after checking everything. */
  function restoredRows(): number {
    const journal = openedJournal(path);
    const checked = journal.verifyEverything();
    const kept = [...journal.outcomes('made-up-1')];
    journal.close();
    expect(kept).toEqual(history.outcomes.slice(0, kept.length));
    return checked.ok ? checked.rows : 0;
  }

  const damage = (backup: string, at: number) => {
    const bytes = readFileSync(backup);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(backup, bytes);
  };

  it('R-ST-07: is the newest one, whole, and stays in its folder', async () => {
    const rows = await keepThree();
    expect(restoreNewestBackup(folder, path)?.time).toBe(NOON + 2 * HOUR);
    expect(restoredRows()).toBe(rows[2]);
    expect(folder.list()).toHaveLength(3);
  });

  it('R-ST-07: is not one that was changed after it passed its checks, wherever that was', async () => {
    const rows = await keepThree();
    const [newest, second] = folder.list();
    // The last byte of the file is in no row that a quick look would read.
    damage(newest?.path ?? '', readFileSync(newest?.path ?? '').length - 1);
    damage(second?.path ?? '', 70_000);
    expect(restoreNewestBackup(folder, path)?.time).toBe(NOON);
    expect(restoredRows()).toBe(rows[0]);
  });

  it('R-ST-07: is checked from end to end where nobody wrote down what it was like', async () => {
    const rows = await keepThree(false);
    const newest = new SqliteDatabase(folder.list()[0]?.path ?? '');
    newest.exec('UPDATE fill SET lots = lots + 1 WHERE row = (SELECT min(row) FROM fill)');
    newest.close();
    expect(restoreNewestBackup(folder, path)?.time).toBe(NOON + HOUR);
    expect(restoredRows()).toBe(rows[1]);
  });

  it('is nothing where no backup is good', async () => {
    await keepThree();
    for (const backup of folder.list()) damage(backup.path, 5000);
    expect(restoreNewestBackup(folder, path)).toBeUndefined();
    expect(readdirSync(root.path)).not.toContain('journal.sqlite');
  });

  it('leaves no seal behind when its backup is one too many', () => {
    const source = `${root.path}/source.sqlite`;
    const journal = openedJournal(source);
    recordHistory(journal, history);
    journal.close();
    const digest = digestOfFile(source);
    for (let minute = 0; minute < 4; minute += 1) {
      const copy = folder.begin(NOON + minute * 60_000);
      writeFileSync(copy, readFileSync(source));
      folder.keep(copy, digest);
    }
    expect(readdirSync(folder.path).toSorted()).toEqual([
      `journal-${NOON + 180_000}.sqlite`,
      `journal-${NOON + 180_000}.sqlite.sha256`,
    ]);
  });
});
