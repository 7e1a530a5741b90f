import { existsSync } from 'node:fs';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open-journal.ts';
import { openDataFolder } from '../runtime/data-folder.ts';
import { UsageError } from './arguments.ts';
import { defaultDataDir } from './console.ts';

/** The journals of a data folder, opened one at a time: that of paper first, then those of real accounts. */
export class OpenJournals {
  readonly #root: string;
  readonly #read: string[] = [];
  readonly #refused: string[] = [];

  /** `dataDir` as given on the command line. */
  constructor(dataDir: string | undefined) {
    this.#root = dataDir ?? defaultDataDir();
  }

  /** What `read` finds in the first journal that has something; undefined when none has. */
  async first<Found>(
    read: (journal: Journal) => Promise<Found | undefined> | Found | undefined,
  ): Promise<Found | undefined> {
    for (const { account, path } of openDataFolder(this.#root).journals()) {
      if (!existsSync(path)) continue;
      const opened = openJournal({ path, account });
      if (!opened.ok) {
        this.#refused.push(opened.failure.detail);
        continue;
      }
      this.#read.push(path);
      try {
        const found = await read(opened.journal);
        if (found !== undefined) return found;
      } finally {
        opened.journal.close();
      }
    }
    return undefined;
  }

  /** Says that nothing was found, where it was looked for, and where that was not possible. @throws {UsageError} always. */
  nothing(what: string): never {
    const where = this.#read.length === 0 ? `below ${this.#root}` : `in ${this.#read.join(', ')}`;
    throw new UsageError([`${what} ${where}`, ...this.#refused].join('; '));
  }

  /** Ends with the reason when a journal could not be read. @throws {UsageError} */
  requireAll(): void {
    if (this.#refused.length > 0) throw new UsageError(this.#refused.join('; '));
  }
}
