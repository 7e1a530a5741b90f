import SqliteDatabase from 'better-sqlite3';
import { failureOf, type JournalFailure } from '../journal-failure.ts';
import { verifyEverything } from '../verification/verify-everything.ts';
import { digestOfFile } from './backup-seal.ts';

export type BackupResult =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly failure: JournalFailure };

/** `digest` (hex SHA-256) names the whole file that was checked. */
export type CheckedBackup =
  | { readonly ok: true; readonly rows: number; readonly digest: string }
  | { readonly ok: false; readonly failure: JournalFailure };

/**
 * Checks a copy from end to end: the file, every link, every digest, every projection. Reads all of it, so it
 * belongs into a thread of its own where somebody trades.
 */
export function verifyBackup(path: string): CheckedBackup {
  try {
    const checked = verifyCopy(path);
    return checked.ok ? { ...checked, digest: digestOfFile(path) } : checked;
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
