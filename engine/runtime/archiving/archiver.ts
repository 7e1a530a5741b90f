import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ArchiveFailure } from '../../archive/archive-failure.ts';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { utcDayOf } from '../../archive/utc-day.ts';
import { archiveRecording } from './archive-recording.ts';
import {
  type ArchiveState,
  isArchived,
  NOTHING_ARCHIVED,
  readArchiveState,
  writeArchiveState,
} from './archive-state.ts';
import { makeFolder } from '../../archive/durable-file.ts';

/** Late events of a day are waited for so long before the day is closed. */
const DAY_GRACE_MS = 15 * 60_000;

/** What one round did. */
export interface ArchiverReport {
  readonly rows: number;
  readonly recordings: number;
  readonly sealedDays: number;
  /** What stopped the round; the next one begins where it stopped. */
  readonly failure?: ArchiveFailure;
  /** Recordings of which something cannot be archived, with the reason. */
  readonly refused: readonly string[];
}

/** Where an archiver works. */
export interface ArchiverFolders {
  readonly recordings: string;
  readonly archive: string;
}

/**
 * Turns recordings into the archive, round by round, each from where the one before ended. It can be
 * killed at any moment: the recordings are the log, and the archive takes nothing twice.
 */
export class Archiver {
  readonly #folders: ArchiverFolders;
  #isStopping = false;

  constructor(folders: ArchiverFolders) {
    this.#folders = folders;
  }

  /** Ends the round at the next place where nothing is half done. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Archives everything there is by now (`now`: Unix ms), merges small parts and closes days that are over. */
  async round(now: number): Promise<ArchiverReport> {
    const { archive } = this.#folders;
    makeFolder(archive);
    const due = this.#due(readArchiveState(archive));
    const opened = await openArchiveWriter(archive, { now: () => now });
    if (!opened.ok) return { ...NOTHING_DONE, failure: opened.failure };
    try {
      const done = await this.#archive(opened.value, due);
      if (done.failure) return done;
      const kept = await this.#keep(opened.value, now);
      return { ...done, ...kept };
    } finally {
      await opened.value.close();
    }
  }

  /** Recordings with something new, oldest first. */
  #due(state: ArchiveState): string[] {
    const { recordings } = this.#folders;
    return readdirSync(recordings)
      .filter((name) => name.endsWith('.ewrec'))
      .toSorted()
      .map((name) => join(recordings, name))
      .filter((path) => !isArchived(state, path));
  }

  async #archive(writer: ArchiveWriter, paths: readonly string[]): Promise<ArchiverReport> {
    let state = readArchiveState(this.#folders.archive);
    let report: ArchiverReport = NOTHING_DONE;
    for (const path of paths) {
      if (this.#isStopping) break;
      const name = basename(path);
      const failure = await archiveRecording({
        path,
        writer,
        from: state[name] ?? NOTHING_ARCHIVED,
        shouldStop: () => this.#isStopping,
        onProgress: (progress, rows) => {
          state = { ...state, [name]: progress };
          writeArchiveState(this.#folders.archive, state);
          report = { ...report, rows: report.rows + rows };
        },
      });
      const told = [state[name]?.broken, state[name]?.refused].filter((text) => text !== undefined);
      report = {
        ...report,
        recordings: report.recordings + 1,
        refused: [...report.refused, ...told],
      };
      if (failure) return { ...report, failure };
    }
    return report;
  }

  /** Merges what is open, closes what is over. */
  async #keep(writer: ArchiveWriter, now: number): Promise<Pick<ArchiverReport, 'sealedDays' | 'failure'>> {
    const days = await writer.reader.inventory();
    if (!days.ok) return { sealedDays: 0, failure: days.failure };
    const today = utcDayOf(Math.max(0, now - DAY_GRACE_MS));
    let sealedDays = 0;
    for (const day of days.value.filter(({ isSealed }) => !isSealed)) {
      if (this.#isStopping) break;
      const isOver = day.day < today;
      const done = isOver ? await writer.seal(day) : await writer.merge(day);
      if (!done.ok) return { sealedDays, failure: done.failure };
      if (isOver) sealedDays += 1;
    }
    return { sealedDays };
  }
}

const NOTHING_DONE: ArchiverReport = { rows: 0, recordings: 0, sealedDays: 0, refused: [] };
