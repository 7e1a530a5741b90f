import type { FromEngine } from '../../contract/host-control.ts';
import { BackupFolder } from '../../journal/backups/backup-folder.ts';
import type { Journal } from '../../journal/journal.ts';
import type { JournalPlace } from '../data-folder.ts';
import { openJournalOrSetAside } from '../open-journal-or-set-aside.ts';
import { JournalBackups, type JournalBackupsOptions } from './journal-backups.ts';

/** A journal in use with the copies that are made of it: what a session is kept in. */
export class KeptJournal {
  readonly journal: Journal;
  readonly backups: JournalBackups;
  #alert: FromEngine | undefined;
  #left: Promise<void> | undefined;

  private constructor(journal: Journal, backups: JournalBackups, alert: FromEngine | undefined) {
    this.journal = journal;
    this.backups = backups;
    this.#alert = alert;
  }

  /**
   * Opens a journal as it was left, or what can take its place, and copies it from now on.
   * @throws {Error} when it is in use by another process, is another account's, or the disk refuses it.
   */
  static open(
    place: JournalPlace,
    use: Pick<JournalBackupsOptions, 'clock' | 'log' | 'verify'>,
  ): KeptJournal {
    const { alert, journal } = openJournalOrSetAside(place);
    const folder = new BackupFolder(place.backups);
    return new KeptJournal(journal, new JournalBackups({ ...use, journal, folder }), alert);
  }

  /** What a person must know of how it was opened, once; trading in it has to be frozen then. */
  takeAlert(): FromEngine | undefined {
    const alert = this.#alert;
    this.#alert = undefined;
    return alert;
  }

  /** Makes the last copy and closes the file. */
  leave(): Promise<void> {
    this.#left ??= this.backups.leave().finally(() => this.journal.close());
    return this.#left;
  }
}
