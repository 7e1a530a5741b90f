import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { archived, ArchiveError, type ArchiveFailure } from '../../archive/archive-failure.ts';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { makeFolder } from '../../archive/durable-file.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { freeBytesAt } from '../disk/free-bytes.ts';
import { archiveRecording } from './archive-recording.ts';
import {
  type ArchiveState,
  isArchived,
  NOTHING_ARCHIVED,
  readArchiveState,
  writeArchiveState,
} from './archive-state.ts';
import { keepDays } from './keep-days.ts';

/** Left free for the journal, which must never fail. */
const LEAST_FREE_BYTES = 512 * 1_048_576;

/** What one round did. */
export interface ArchiverReport {
  readonly rows: number;
  readonly recordings: number;
  readonly sealedDays: number;
  /** Made-up days deleted because there were too many. */
  readonly droppedDays: number;
  /** What stopped the round; the next one begins where it stopped. */
  readonly failure?: ArchiveFailure;
  /** Recordings and days of which something cannot be archived, with the reason. */
  readonly refused: readonly string[];
  /** How far each recording there is has been archived, by file name. */
  readonly reached: Readonly<Record<string, ReachedPlace>>;
}

/** A place in a recording up to which it is archived. */
export interface ReachedPlace {
  readonly bytes: number;
  /** Market time there, Unix ms; 0 before the first event. */
  readonly time: number;
  /** What the recording had at the end of the round. */
  readonly size: number;
}

/** Where an archiver works. */
export interface ArchiverFolders {
  readonly recordings: string;
  readonly archive: string;
}

/** Measures the disk: bytes free where `folder` is. */
export type FreeBytes = (folder: string) => number;

/** Whether the disk of `folder` has room besides what is left to the journal. */
export const hasRoom = (folder: string, freeBytes: FreeBytes = freeBytesAt): boolean =>
  freeBytes(folder) >= LEAST_FREE_BYTES;

/**
 * Turns recordings into the archive, round by round, each from where the one before ended. It can be
 * killed at any moment: the recordings are the log, and the archive takes nothing twice.
 */
export class Archiver {
  readonly #folders: ArchiverFolders;
  readonly #freeBytes: FreeBytes;
  #isStopping = false;

  constructor(folders: ArchiverFolders, freeBytes: FreeBytes = freeBytesAt) {
    this.#folders = folders;
    this.#freeBytes = freeBytes;
  }

  /** Ends the round at the next place where nothing is half done. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Archives everything there is by now (`now`: Unix ms), merges small parts and closes days that are over. */
  async round(now: number): Promise<ArchiverReport> {
    const { archive } = this.#folders;
    const done = await archived(archive, 'cannot-write', async () => {
      makeFolder(archive);
      this.#checkRoom();
      const opened = await openArchiveWriter(archive, { now: () => now });
      if (!opened.ok) throw new ArchiveError(opened.failure);
      try {
        return await this.#work(opened.value, now);
      } finally {
        await opened.value.close();
      }
    });
    const report = done.ok ? done.value : { ...NOTHING_DONE, failure: done.failure };
    return { ...report, reached: reachedPlaces(this.#folders) };
  }

  #checkRoom(): void {
    const { archive } = this.#folders;
    const free = this.#freeBytes(archive);
    if (free >= LEAST_FREE_BYTES) return;
    throw new ArchiveError({
      code: 'disk-full',
      file: archive,
      detail: `the disk of ${archive} must have ${LEAST_FREE_BYTES} bytes free for the journal, has ${free}`,
    });
  }

  async #work(writer: ArchiveWriter, now: number): Promise<ArchiverReport> {
    const report = await this.#archive(writer, this.#due(readArchiveState(this.#folders.archive)));
    if (report.failure?.code === 'damaged') return this.#beginAgain(writer, report);
    if (report.failure) return report;
    const kept = await keepDays(writer, { now, shouldStop: () => this.#isStopping });
    const done = { ...report, ...kept };
    return done.failure?.code === 'damaged' ? this.#beginAgain(writer, done) : done;
  }

  /** A damaged day goes out of the way; the next round makes it again from the recordings there are. */
  async #beginAgain(writer: ArchiveWriter, report: ArchiverReport): Promise<ArchiverReport> {
    const aside = await writer.setAsideDamaged();
    if (!aside.ok) return { ...report, failure: aside.failure };
    writeArchiveState(this.#folders.archive, {});
    const { failure: _, ...rest } = report;
    const told = aside.value.map((folder) => `a damaged day was set aside as ${folder}`);
    return { ...rest, refused: [...report.refused, ...told] };
  }

  /** Recordings with something new, oldest first. */
  #due(state: ArchiveState): string[] {
    return recordingsIn(this.#folders.recordings).filter((path) => !isArchived(state, path));
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
}

const NOTHING_DONE: ArchiverReport = {
  rows: 0,
  recordings: 0,
  sealedDays: 0,
  droppedDays: 0,
  refused: [],
  reached: {},
};

function reachedPlaces({ archive, recordings }: ArchiverFolders): ArchiverReport['reached'] {
  const state = readArchiveState(archive);
  const places = recordingsIn(recordings).map((path): [string, ReachedPlace] => {
    const { bytes, readToEndBytes = 0, time } = state[basename(path)] ?? NOTHING_ARCHIVED;
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    return [basename(path), { bytes: Math.max(bytes, readToEndBytes), time, size }];
  });
  return Object.fromEntries(places);
}

/** Recordings, oldest first: their names tell when they began. */
const recordingsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ewrec'))
    .toSorted()
    .map((name) => join(folder, name));
