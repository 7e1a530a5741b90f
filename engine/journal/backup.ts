import { chmodSync, closeSync, openSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { BackupResult } from './backups/verify-backup.ts';
import { failureOf } from './journal-failure.ts';

/**
 * Copies the journal while it is in use, a few pages at a time. The copy is worth nothing before it is checked:
 * `verifyBackup`. `rows` is how many the journal had.
 */
export async function copyJournal(
  database: Database,
  destination: string,
  rows: number,
): Promise<BackupResult> {
  try {
    closeSync(openSync(destination, 'a', 0o600));
    chmodSync(destination, 0o600);
    await database.backup(destination);
    return { ok: true, rows };
  } catch (error) {
    return { ok: false, failure: failureOf(error, destination, 'cannot-write') };
  }
}
