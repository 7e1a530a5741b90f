import SqliteDatabase, { type Database } from 'better-sqlite3';
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { failureOf, type JournalFailure } from '../journal-failure.ts';
import { migrate } from '../schema/migrate.ts';
import { setAsideJournal } from '../set-aside-journal.ts';
import { VoteLog } from './vote-log.ts';
import { VOTE_MIGRATIONS } from './vote-schema.ts';

export type OpenVoteLogResult =
  /** `aside` names the file that was damaged, where a new one had to be begun. */
  | { readonly ok: true; readonly log: VoteLog; readonly aside?: string }
  | { readonly ok: false; readonly failure: JournalFailure };

/**
 * Opens the votes that were kept, for this process alone, and makes the file where it is missing; its owner alone may
 * read it. A damaged one is kept under another name: a replay counts its votes again.
 */
export function openVoteLog(path: string): OpenVoteLogResult {
  const opened = open(path);
  if (opened.ok || opened.failure.code !== 'corrupt') return opened;
  const aside = setAsideJournal(path);
  const second = open(path);
  return second.ok ? { ...second, aside } : second;
}

function open(path: string): OpenVoteLogResult {
  let database: Database | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    database = new SqliteDatabase(path, { timeout: 1000 });
    secure(database);
    const migrated = migrate(database, VOTE_MIGRATIONS, path);
    if (migrated.ok) return { ok: true, log: new VoteLog(database) };
    database.close();
    return { ok: false, failure: migrated.failure };
  } catch (error) {
    database?.close();
    return { ok: false, failure: failureOf(error, path, 'cannot-open') };
  }
}

function secure(database: Database): void {
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('foreign_keys = ON');
  database.pragma('journal_mode = WAL');
  // A power cut may cost the last votes, never the file; a process that is killed costs none that were written.
  database.pragma('synchronous = NORMAL');
}
