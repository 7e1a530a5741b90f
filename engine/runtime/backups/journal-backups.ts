import type { BackupFolder } from '../../journal/backups/backup-folder.ts';
import { rowsInBackup } from '../../journal/backups/rows-in-backup.ts';
import type { CheckedBackup } from '../../journal/backups/verify-backup.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Clock } from '../clock.ts';
import { verifyInThread } from './verify-in-thread.ts';

const LOOK_EVERY_MS = 60_000;
const EVERY_MS = 15 * 60_000;
/** How long leaving waits for the last copy; one that is not checked by then does not count. */
const EXIT_WITHIN_MS = 3000;

/** What backups are made with. */
export interface JournalBackupsOptions {
  readonly journal: Journal;
  readonly folder: BackupFolder;
  readonly clock: Clock;
  readonly log: (level: 'info' | 'warning', text: string) => void;
  /** Checks a copy; on another thread unless given. */
  readonly verify?: (path: string) => Promise<CheckedBackup>;
}

/**
 * Copies of the journal: one every 15 minutes in which something was written, and one on leaving. Each is checked
 * from end to end before it counts; the newest of 24 hours and 14 days stay.
 */
export class JournalBackups {
  readonly #options: JournalBackupsOptions;
  readonly #stop: () => void;
  #copiedRows: number;
  #copiedAt: number;
  #underWay: Promise<void> | undefined;
  #verifiedRows: number | undefined;

  constructor(options: JournalBackupsOptions) {
    this.#options = options;
    const { clock, folder, journal } = options;
    const [newest] = folder.list();
    this.#copiedRows = newest ? rowsInBackup(newest.path) : 0;
    // What the last leaving had no time for is not left without a copy for another quarter of an hour.
    this.#copiedAt = this.#copiedRows === journal.stats().rows ? clock.monotonicMs() : -Infinity;
    this.#stop = clock.every(LOOK_EVERY_MS, () => this.#look());
  }

  /** When the newest backup was begun, Unix ms; undefined when there is none. */
  get newestTime(): number | undefined {
    return this.#options.folder.list()[0]?.time;
  }

  /** How many rows of the journal are in a copy that this process has checked from end to end. */
  get verifiedRows(): number | undefined {
    return this.#verifiedRows;
  }

  /** Copies and checks now, unless nothing was written since. */
  backUp(): Promise<void> {
    this.#underWay ??= this.#copy().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** The last copy, before the journal is closed: of everything that was written, also since a copy under way began. */
  async leave(): Promise<void> {
    this.#stop();
    let forget: () => void = () => undefined;
    const tooLate = new Promise<void>((resolve) => {
      forget = this.#options.clock.after(EXIT_WITHIN_MS, resolve);
    });
    await Promise.race([this.#copyRest(), tooLate]);
    forget();
  }

  async #copyRest(): Promise<void> {
    await this.#underWay;
    await this.backUp();
  }

  #look(): void {
    if (this.#options.clock.monotonicMs() - this.#copiedAt >= EVERY_MS) void this.backUp();
  }

  async #copy(): Promise<void> {
    const { clock, journal } = this.#options;
    const { rows } = journal.stats();
    if (rows === this.#copiedRows) return;
    this.#copiedAt = clock.monotonicMs();
    try {
      await this.#copyRows(rows);
    } catch (error) {
      this.#warn(error instanceof Error ? error.message : String(error));
    }
  }

  async #copyRows(rows: number): Promise<void> {
    const { clock, folder, journal, verify = verifyInThread } = this.#options;
    const path = folder.begin(clock.now());
    const copied = await journal.copyTo(path);
    const result = copied.ok ? await verify(path) : copied;
    if (result.ok) {
      folder.keep(path, result.digest);
      this.#copiedRows = rows;
      this.#verifiedRows = rows;
    } else {
      folder.discard(path);
      this.#warn(result.failure.detail);
    }
  }

  #warn(detail: string): void {
    this.#options.log('warning', `the journal was not backed up: ${detail}`);
  }
}
