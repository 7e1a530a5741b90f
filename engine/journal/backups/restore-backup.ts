import { chmodSync, copyFileSync, existsSync } from 'node:fs';
import { setAsideJournal } from '../set-aside-journal.ts';
import { digestOfFile, sealOf } from './backup-seal.ts';
import type { BackupFolder, KeptBackup } from './backup-folder.ts';
import { verifyBackup } from './verify-backup.ts';

/**
 * Puts the newest good backup where the journal was: one that is, byte for byte, what passed every check when it was
 * made, or, where nobody wrote that down, passes them now. Backups are copied, never moved.
 * Answers which one it was; undefined when none is good, and then there is no file at `journalPath`.
 * @throws {Error} when there still is a journal: it has to be set aside first.
 */
export function restoreNewestBackup(folder: BackupFolder, journalPath: string): KeptBackup | undefined {
  if (existsSync(journalPath))
    throw new Error(`${journalPath} is still there: it has to be set aside before a backup takes its place`);
  for (const backup of folder.list()) {
    copyFileSync(backup.path, journalPath);
    chmodSync(journalPath, 0o600);
    if (isGood(journalPath, sealOf(backup.path))) return backup;
    setAsideJournal(journalPath);
  }
  return undefined;
}

const isGood = (copy: string, sealed: string | undefined): boolean =>
  sealed === undefined ? verifyBackup(copy).ok : digestOfFile(copy) === sealed;
