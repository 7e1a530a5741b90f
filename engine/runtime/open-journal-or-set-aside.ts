import type { FromEngine } from '../contract/host-control.ts';
import { BackupFolder, type KeptBackup } from '../journal/backups/backup-folder.ts';
import { restoreNewestBackup } from '../journal/backups/restore-backup.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open-journal.ts';
import { setAsideJournal } from '../journal/set-aside-journal.ts';
import { utcMoment } from '../reports/text/utc-text.ts';
import type { JournalPlace } from './data-folder.ts';

export interface OpenedJournal {
  readonly journal: Journal;
  /** What the person must know, when the journal of before could not be used. */
  readonly alert: FromEngine | undefined;
}

/**
 * Opens the journal. A damaged one is kept aside under another name, and the newest good backup takes its place,
 * or a new one where there is none; whoever opens it then has to keep trading frozen until a person has seen it.
 * @throws {Error} when it is in use by another process, is another account's, or the disk refuses a new one too.
 */
export function openJournalOrSetAside({ account, backups, path }: JournalPlace): OpenedJournal {
  const opened = openJournal({ path, account });
  if (opened.ok) return { journal: opened.journal, alert: undefined };
  const { failure } = opened;
  if (failure.code !== 'corrupt' && failure.code !== 'not-a-journal') throw new Error(failure.detail);
  const aside = setAsideJournal(path);
  const backup = restoreNewestBackup(new BackupFolder(backups), path);
  const second = openJournal({ path, account });
  if (!second.ok) throw new Error(second.failure.detail);
  return {
    journal: second.journal,
    alert: {
      type: 'alert',
      level: 'error',
      text: `The journal could not be read: ${failure.detail}`,
      kept: `It was kept unchanged as ${aside.split(/[\\/]/).at(-1) ?? aside}; ${insteadOf(backup)}.`,
      todo: 'Trading is frozen until you release it. Compare what is shown with what you know first.',
    },
  };
}

const insteadOf = (backup: KeptBackup | undefined): string =>
  backup
    ? `the backup of ${utcMoment(backup.time)} UTC took its place, and what was written after it is missing`
    : 'there is no good backup, so a new one was begun from the first deposit';
