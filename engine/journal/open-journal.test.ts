import { statSync, writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from './fixtures/temporary-journal.ts';
import { tradingHistory } from './fixtures/trading-history.ts';
import { isOlder, openJournal } from './open-journal.ts';
import { setAsideJournal } from './set-aside-journal.ts';
import { measured } from '../test/reliability/measured.ts';

const history = tradingHistory({ seed: 7, trades: 10, days: 1 });

/** Edits a journal as somebody does who leaves no other trace. */
function withoutTrigger(database: SqliteDatabase.Database, trigger: string, edit: () => void): void {
  const sql = database.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(trigger);
  database.exec(`DROP TRIGGER ${trigger}`);
  edit();
  database.exec(String(sql));
}

describe('opening a journal', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;

  beforeEach(() => {
    folder = temporaryFolder();
    path = `${folder.path}/private/journal.sqlite`;
  });
  afterEach(() => folder.remove());

  it('R-ST-01: writes through a log that is on the disk with every commit, into strict tables only', () => {
    const journal = openedJournal(path);
    recordHistory(journal, history);
    expect(journal.settings()).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      locking_mode: 'exclusive',
      foreign_keys: 1,
      trusted_schema: 0,
      cell_size_check: 1,
    });
    journal.close();
    const file = new SqliteDatabase(path);
    const loose = file
      .prepare(
        `SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    const { n } = file
      .prepare(
        `SELECT count(*) AS n FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
      )
      .get() as { n: number };
    measured('R-ST-01', `${n} tables, ${loose.length} of them not strict`);
    expect(loose).toEqual([]);
    file.close();
  });

  it('R-ST-13: makes file and folder that only their owner can read', () => {
    const journal = openedJournal(path);
    recordHistory(journal, history);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(`${path}-wal`).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(`${folder.path}/private`).mode & 0o777).toString(8)).toBe('700');
    journal.close();
  });

  it('R-ST-01, R-LC-01: turns a second opener away while the first holds it', () => {
    const journal = openedJournal(path);
    const detail = `the journal ${path} is in use by another process`;
    expect(openJournal({ path })).toEqual({ ok: false, failure: { code: 'locked', detail } });
    journal.close();
  });

  it('says that a file which is no database is damaged, and leaves it as it was', () => {
    openedJournal(path).close();
    writeFileSync(path, 'this is not a database, and long enough to look like one'.repeat(100));
    const opened = openJournal({ path });
    expect(opened).toMatchObject({ ok: false, failure: { code: 'corrupt' } });
  });

  it('leaves the database of another program alone', () => {
    openedJournal(path).close();
    const other = `${folder.path}/other.sqlite`;
    const database = new SqliteDatabase(other);
    database.exec('CREATE TABLE recipe (name TEXT)');
    database.close();
    expect(openJournal({ path: other })).toMatchObject({ ok: false, failure: { code: 'not-a-journal' } });
  });

  it('leaves a journal of a newer version alone', () => {
    openedJournal(path).close();
    const database = new SqliteDatabase(path);
    database.pragma('user_version = 99');
    database.close();
    const detail = `the journal ${path} has schema 99, this version knows 3 at most`;
    expect(openJournal({ path })).toEqual({ ok: false, failure: { code: 'newer-schema', detail } });
  });

  it.each([
    ['a column has another name', 'ALTER TABLE fill RENAME COLUMN fee_e8 TO fee_e9'],
    ['a trigger is gone', 'DROP TRIGGER outcome_is_never_edited'],
    ['the version is that of older tables', 'PRAGMA user_version = 2'],
  ])('R-ST-06: says that it is damaged when %s', (_what, sql) => {
    openedJournal(path).close();
    const database = new SqliteDatabase(path);
    database.exec(sql);
    database.close();
    expect(openJournal({ path })).toMatchObject({ ok: false, failure: { code: 'corrupt' } });
  });

  it('names the row that was edited behind its back', () => {
    const journal = openedJournal(path);
    recordHistory(journal, history);
    journal.close();
    const database = new SqliteDatabase(path);
    withoutTrigger(database, 'outcome_is_never_edited', () =>
      database.exec(`UPDATE outcome SET payload = replace(payload, 'patient', 'reckless') WHERE row = 2`),
    );
    database.close();
    const failure = {
      code: 'corrupt',
      detail: `the journal ${path} is damaged: row 2 does not fit its hash`,
    };
    expect(openJournal({ path })).toEqual({ ok: false, failure });
  });

  it('notices rows cut off at the end', () => {
    const journal = openedJournal(path);
    recordHistory(journal, history);
    const { row } = journal.chainHead();
    journal.close();
    const database = new SqliteDatabase(path);
    database.pragma('foreign_keys = OFF');
    withoutTrigger(database, 'outcome_is_never_deleted', () =>
      database.exec(`DELETE FROM outcome WHERE row >= ${row - 1}`),
    );
    database.close();
    const failure = {
      code: 'corrupt',
      detail: `the journal ${path} is damaged: rows ${row - 1} to ${row} are missing`,
    };
    expect(openJournal({ path })).toEqual({ ok: false, failure });
  });

  it('refuses to edit or delete what was recorded', () => {
    const journal = openedJournal(path);
    recordHistory(journal, history);
    journal.close();
    const database = new SqliteDatabase(path);
    expect(() => database.exec('UPDATE outcome SET time = 0')).toThrow('an outcome is never edited');
    expect(() => database.exec('DELETE FROM outcome')).toThrow('an outcome is never deleted');
    expect(() => database.exec('UPDATE session SET account_id = 0')).toThrow('a session is never edited');
    expect(() => database.exec('DELETE FROM session')).toThrow('a session is never deleted');
    database.close();
  });

  it('sets a damaged journal aside under a free name, so that a new one can begin', () => {
    openedJournal(path).close();
    writeFileSync(path, 'damaged once');
    expect(setAsideJournal(path)).toBe(`${path}.damaged-1`);
    writeFileSync(path, 'damaged twice');
    expect(setAsideJournal(path)).toBe(`${path}.damaged-2`);
    openedJournal(path).close();
  });

  it.each([
    ['3.51.2', true],
    ['3.51.3', false],
    ['3.9.9', true],
    ['3.52.0', false],
    ['4.0.0', false],
  ])('knows whether SQLite %s is too old: %s', (version, tooOld) => {
    expect(isOlder(version)).toBe(tooOld);
  });
});
