import { chmodSync, closeSync, openSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { failureOf, type JournalFailure } from './journal-failure.ts';
import { verifyEverything } from './verification/verify-everything.ts';

export type BackupResult =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly failure: JournalFailure };

/**
 * Copies the journal while it is in use and checks the copy from end to end. A copy that does not pass
 * is reported as such and must not replace an older one.
 */
export async function backupJournal(database: Database, destination: string): Promise<BackupResult> {
  try {
    closeSync(openSync(destination, 'a', 0o600));
    chmodSync(destination, 0o600);
    await database.backup(destination);
    return verifyCopy(destination);
  } catch (error) {
    return { ok: false, failure: failureOf(error, destination, 'cannot-write') };
  }
}

function verifyCopy(path: string): BackupResult {
  const copy = new SqliteDatabase(path);
  try {
    // A plain file again, so that the copy is complete without a log beside it.
    copy.pragma('journal_mode = DELETE');
    const checked = verifyEverything(copy);
    if (checked.ok) return checked;
    return {
      ok: false,
      failure: { code: 'corrupt', detail: `the copy ${path} is damaged: ${checked.detail}` },
    };
  } finally {
    copy.close();
  }
}
