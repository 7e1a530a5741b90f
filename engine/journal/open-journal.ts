import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { type JournalAccount, refuseOthers } from './journal-account.ts';
import { failureOf, type JournalFailure } from './journal-failure.ts';
import { Journal } from './journal.ts';
import { migrate } from './schema/migrate.ts';
import { MIGRATIONS } from './schema/migrations.ts';
import { verifyStart } from './verification/verify-start.ts';

export interface JournalOptions {
  /** The database file; made with its folder when it is not there. */
  readonly path: string;
  /** The real account whose file it is; left out, the file takes everything but real accounts. */
  readonly account?: JournalAccount;
}

export type OpenJournalResult =
  | { readonly ok: true; readonly journal: Journal }
  | { readonly ok: false; readonly failure: JournalFailure };

/** Older ones can corrupt a write-ahead log when it is reset while being read. */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** How long a dying predecessor may take to let go of the file. */
const LOCK_WAIT_MS = 1000;

/**
 * Opens the journal for this process alone, brings its schema forward and checks its newest part.
 * The file is readable and writable by its owner only. Every commit is on the disk when it returns.
 */
export function openJournal({ account, path }: JournalOptions): OpenJournalResult {
  let database: Database | undefined;
  try {
    createPrivately(path);
    database = new SqliteDatabase(path, { timeout: LOCK_WAIT_MS });
    const failure = prepareDatabase(database, path) ?? refuseOthers(database, account, path);
    if (!failure) return { ok: true, journal: new Journal(database, path, account) };
    database.close();
    return { ok: false, failure };
  } catch (error) {
    database?.close();
    return { ok: false, failure: failureOf(error, path, 'cannot-open') };
  }
}

function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

function prepareDatabase(database: Database, path: string): JournalFailure | undefined {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  if (isOlder(version)) {
    const detail = `SQLite ${OLDEST_SQLITE.join('.')} or newer is needed, was ${version}`;
    return { code: 'sqlite-too-old', detail };
  }
  secure(database);
  const migrated = migrate(database, MIGRATIONS, path);
  if (!migrated.ok) return migrated.failure;
  const start = verifyStart(database);
  if (!start.ok) return { code: 'corrupt', detail: `the journal ${path} is damaged: ${start.detail}` };
  return undefined;
}

function secure(database: Database): void {
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('foreign_keys = ON');
  // Takes the lock now rather than at the first write, so that a second engine is turned away at once.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // What is in the log moves into the file when `Journal.tidy` says so; by itself, in a commit that has to wait for
  // it, only where nobody does.
  database.pragma('wal_autocheckpoint = 16000');
  database.exec('BEGIN EXCLUSIVE; COMMIT');
}

/** Whether an SQLite version such as `3.51.2` is older than the oldest we trust. */
export function isOlder(version: string, oldest: readonly number[] = OLDEST_SQLITE): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, needed] of oldest.entries()) {
    const found = parts[index] ?? 0;
    if (found !== needed) return found < needed;
  }
  return false;
}
