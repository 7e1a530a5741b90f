import { existsSync } from 'node:fs';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open-journal.ts';
import { OutcomeComparison } from '../runtime/compare-outcomes.ts';
import { openDataFolder } from '../runtime/data-folder.ts';
import { UsageError } from './arguments.ts';
import { defaultDataDir } from './console.ts';

/** What a journal knows of a session. */
export interface RememberedSession {
  /** Events after it may have been recorded but were never committed, as when the engine was killed. */
  readonly lastSequence: number;
  readonly comparison: OutcomeComparison;
}

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
    read: (journal: Journal, path: string) => Promise<Found | undefined> | Found | undefined,
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
        const found = await read(opened.journal, path);
        if (found !== undefined) return found;
      } finally {
        opened.journal.close();
      }
    }
    return undefined;
  }

  /** What `read` makes of a session as the first journal that has it remembers it; undefined when none has. */
  ofSession<Found>(
    { accountId, sessionId }: Pick<SessionDescription, 'accountId' | 'sessionId'>,
    read: (remembered: RememberedSession) => Found,
  ): Promise<Found | undefined> {
    return this.first((journal, path) => {
      const stored = journal.sessions({ sessionId })[0];
      if (stored?.description.accountId !== accountId) return undefined;
      const comparison = new OutcomeComparison(readableOutcomes(journal, path, sessionId));
      return read({ lastSequence: stored.position?.sequence ?? 0, comparison });
    });
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

/**
 * What a journal has of a session.
 * @yields its outcomes in order.
 * @throws {UsageError} naming the journal and the row after which it cannot be read.
 */
function* readableOutcomes(journal: Journal, path: string, sessionId: string): Generator<RecordedOutcome> {
  let last = 'before its first outcome';
  try {
    for (const recorded of journal.outcomes(sessionId)) {
      yield recorded;
      last = `after outcome ${recorded.sequence}.${recorded.index}`;
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const because = `the journal ${path} is damaged: ${error.message}`;
    throw new UsageError(`session ${sessionId} cannot be read ${last}: ${because}`, { cause: error });
  }
}
