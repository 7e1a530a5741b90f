import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveReader, DayKey } from './archive.ts';
import { type Archived, archived, ArchiveError } from './archive-failure.ts';
import type { ArchiveBatch, ArchiveWriter, Ingested, StagedIngest } from './archive-writer.ts';
import { STAGING_FOLDER } from './day-folder.ts';
import { DayCatalog } from './day-catalog.ts';
import { DayStore, type OpenDay } from './day-store.ts';
import { dropFile, makeFolder } from './durable-file.ts';
import { openDuck } from './duck.ts';
import { ingestBatch } from './ingest-batch.ts';
import { mergeParts, runsWhenClosed, runsWhileOpen } from './merge-parts.ts';
import { openArchive } from './open-archive.ts';
import { publishStaged, recoverStaged } from './publish-staged.ts';
import { takeWriterLock, type WriterLock } from './writer-lock.ts';

/** What a writer is opened with. */
export interface WriterOptions {
  /** Wall clock, Unix ms: says when a merged part may go. */
  readonly now: () => number;
  /** What DuckDB may take while writing; 256 MB unless told. */
  readonly memoryMb?: number;
}

/**
 * Opens the archive for writing, makes the folder if need be, and ends or throws away what a killed writer
 * left. `locked` while another writer has it.
 */
export async function openArchiveWriter(
  folder: string,
  options: WriterOptions,
): Promise<Archived<ArchiveWriter>> {
  return archived(folder, 'cannot-open', async () => {
    makeFolder(folder);
    const lock = await takeWriterLock(folder);
    if (!lock) throw lockedArchive(folder);
    try {
      const days = new DayStore(folder, options.now);
      recoverStaged(folder, days);
      const spillFolder = join(folder, STAGING_FOLDER, 'spill');
      const duck = await openDuck({ threads: 1, memoryMb: options.memoryMb ?? 256, spillFolder });
      const reader = await openArchive(folder, { threads: 1, memoryMb: READER_MB });
      if (!reader.ok) throw new ArchiveError(reader.failure);
      return new Writer({ days, duck, lock, reader: reader.value });
    } catch (error) {
      await lock.release();
      throw error;
    }
  });
}

const lockedArchive = (folder: string) =>
  new ArchiveError({
    code: 'locked',
    file: folder,
    detail: `the market data archive ${folder} is being written by somebody else`,
  });

interface WriterRooms {
  readonly days: DayStore;
  readonly duck: Awaited<ReturnType<typeof openDuck>>;
  readonly lock: WriterLock;
  readonly reader: ArchiveReader;
}

/** What the writer reads for itself is counted and measured, not held. */
const READER_MB = 128;

class Writer implements ArchiveWriter {
  readonly reader: ArchiveReader;
  readonly #rooms: WriterRooms;
  #staged = 0;
  /** One thing after the other: two would give the same number to two parts. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(rooms: WriterRooms) {
    this.#rooms = rooms;
    this.reader = rooms.reader;
  }

  ingest(batch: ArchiveBatch): Promise<Archived<Ingested>> {
    const { days, duck } = this.#rooms;
    return this.#next(days.root, () => ingestBatch({ days, duck: duck.connection }, batch));
  }

  stage(): Promise<Archived<StagedIngest>> {
    const { days, duck } = this.#rooms;
    this.#staged += 1;
    const root = join(days.root, STAGING_FOLDER, `import-${this.#staged}`);
    return this.#next(root, async () => {
      rmSync(root, { recursive: true, force: true });
      makeFolder(root);
      const staged = new DayStore(root, () => 0);
      let sum: Ingested = { events: 0, known: 0, rows: 0, bytes: 0 };
      return {
        ingest: (batch: ArchiveBatch) =>
          this.#next(root, async () => {
            const done = await ingestBatch({ days: staged, published: days, duck: duck.connection }, batch);
            sum = {
              events: sum.events + done.events,
              known: sum.known + done.known,
              rows: sum.rows + done.rows,
              bytes: sum.bytes + done.bytes,
            };
            return done;
          }),
        publish: () =>
          this.#next(root, async () => {
            publishStaged(root, days);
            return sum;
          }),
        discard: () =>
          this.#next(root, async () => {
            rmSync(root, { recursive: true, force: true });
            return undefined;
          }),
      };
    });
  }

  merge(key: DayKey): Promise<Archived<undefined>> {
    return this.#onDay(key, async (open) => {
      const { days, duck } = this.#rooms;
      await mergeParts(duck.connection, days, { open, runs: runsWhileOpen });
    });
  }

  seal(key: DayKey): Promise<Archived<undefined>> {
    return this.#onDay(key, async (open) => {
      const { days, duck, reader } = this.#rooms;
      await mergeParts(duck.connection, days, { open, runs: runsWhenClosed });
      const measured = await reader.quality(key);
      if (!measured.ok) throw new ArchiveError(measured.failure);
      const manifest = days.find(key)?.manifest ?? open.manifest;
      days.write(open.folder, { ...manifest, sealed: measured.value });
    });
  }

  remove(key: DayKey): Promise<Archived<undefined>> {
    return this.#onDay(key, async ({ folder, manifest }) => {
      const { sealed: _, ...rest } = manifest;
      // A recording is read again and again; a file is imported once more only when somebody wants it to be.
      const recorded = manifest.sources.filter(({ origin }) => origin === 'recorded');
      const sources = recorded.map((source) => ({ ...source, spans: {} }));
      this.#rooms.days.write(folder, { ...rest, sources, parts: [], retired: [] });
      for (const { file } of [...manifest.parts, ...manifest.retired]) dropFile(join(folder, file));
    });
  }

  setAsideDamaged(): Promise<Archived<readonly string[]>> {
    const { days } = this.#rooms;
    return this.#next(days.root, async () =>
      new DayCatalog(days.root).damaged().map(({ folder }) => days.setAside(folder)),
    );
  }

  async close(): Promise<void> {
    await this.#last;
    this.reader.close();
    this.#rooms.duck.close();
    await this.#rooms.lock.release();
  }

  #onDay(key: DayKey, work: (open: OpenDay) => Promise<void>): Promise<Archived<undefined>> {
    const { days } = this.#rooms;
    return this.#next(days.root, async () => {
      const open = days.find(key);
      if (open) await work(open);
      return undefined;
    });
  }

  #next<Value>(file: string, work: () => Promise<Value>): Promise<Archived<Value>> {
    const done = this.#last.then(() => archived(file, 'cannot-write', work));
    this.#last = done.catch(() => undefined);
    return done;
  }
}
