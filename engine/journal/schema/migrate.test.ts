import { existsSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-journal.ts';
import { migrate } from './migrate.ts';

const first = { version: 1, title: 'notes', sql: 'CREATE TABLE note (text TEXT) STRICT' };
const second = {
  version: 2,
  title: 'authors',
  sql: `ALTER TABLE note ADD COLUMN author TEXT; UPDATE note SET author = ''`,
};

describe('R-ST-11: schema migrations', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  let database: InstanceType<typeof SqliteDatabase>;

  beforeEach(() => {
    folder = temporaryFolder();
    path = `${folder.path}/journal.sqlite`;
    database = new SqliteDatabase(path);
  });
  afterEach(() => {
    database.close();
    folder.remove();
  });

  it('takes a new file through every step, and an old one through those it misses', () => {
    expect(migrate(database, [first], path)).toEqual({ ok: true, from: 0, to: 1 });
    database.exec(`INSERT INTO note VALUES ('kept')`);
    expect(migrate(database, [first, second], path)).toEqual({ ok: true, from: 1, to: 2 });
    expect(database.prepare('SELECT * FROM note').all()).toEqual([{ text: 'kept', author: '' }]);
    expect(migrate(database, [first, second], path)).toEqual({ ok: true, from: 2, to: 2 });
  });

  it('copies what is there before it changes it', () => {
    migrate(database, [first], path);
    expect(existsSync(`${path}.before-v1`)).toBe(false);
    database.exec(`INSERT INTO note VALUES ('kept')`);
    migrate(database, [first, second], path);
    const copy = new SqliteDatabase(`${path}.before-v2`);
    expect(copy.prepare('SELECT * FROM note').all()).toEqual([{ text: 'kept' }]);
    copy.close();
  });

  it('leaves the schema as it was when a step fails half way', () => {
    migrate(database, [first], path);
    const broken = {
      version: 2,
      title: 'broken',
      sql: 'CREATE TABLE half (a TEXT) STRICT; CREATE TABLE note (b TEXT)',
    };
    expect(() => migrate(database, [first, broken], path)).toThrow('table note already exists');
    expect(database.pragma('user_version', { simple: true })).toBe(1);
    expect(database.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).pluck().get()).toBe(0);
  });
});
