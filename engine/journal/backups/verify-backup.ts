import SqliteDatabase from 'better-sqlite3';
import { failureOf, type JournalFailure } from '../journal-failure.ts';
import { verifyEverything } from '../verification/verify-everything.ts';

export type BackupResult =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly failure: JournalFailure };

/**
 * Checks a copy from end to end: the file, every link, every digest, every projection. Reads all of it, so it
 * belongs into a thread of its own where somebody trades.
 */
export function verifyBackup(path: string): BackupResult {
  try {
    return verifyCopy(path);
  } catch (error) {
    return { ok: false, failure: failureOf(error, path, 'cannot-open') };
  }
}

function verifyCopy(path: string): BackupResult {
  const copy = new SqliteDatabase(path, { fileMustExist: true });
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
