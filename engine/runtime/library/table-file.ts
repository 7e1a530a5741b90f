import { once } from 'node:events';
import { constants, createWriteStream, openSync } from 'node:fs';
import { copyFile, link, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { openDuck, quoted } from '../../archive/duck.ts';
import { EXPORT_COLUMNS, type ExportTable } from './export-rows.ts';

/** A file that was written. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
}

export interface TableFileOptions {
  readonly folder: string;
  /** Without its ending. */
  readonly name: string;
  /** Raw frames are lines without a table's columns, packed always. */
  readonly table: ExportTable | 'raw';
  readonly format: 'csv' | 'parquet' | 'raw';
  readonly isPacked: boolean;
}

/** One table on its way into a folder: under a passing name until `place` gives it its own. */
export class TableFile {
  rows = 0;
  readonly #options: TableFileOptions;
  readonly #passing: string;
  readonly #file: Writable;
  readonly #sink: Writable;
  #waiting = '';
  #placed: string | undefined;

  /** @throws {Error} of the file system when the folder takes no file. */
  constructor(options: TableFileOptions) {
    this.#options = options;
    const { fd, path } = newFile(join(options.folder, `.${options.name}`));
    this.#passing = path;
    this.#file = createWriteStream(path, { fd });
    // A failure is thrown by the next write or by `finish`, not by nobody.
    this.#file.on('error', () => undefined);
    this.#sink = this.#isGzip ? createGzip() : this.#file;
    if (this.#sink !== this.#file) this.#sink.pipe(this.#file);
    const { table } = options;
    if (table !== 'raw') this.#waiting = `${EXPORT_COLUMNS[table].map(([name]) => name).join(',')}\n`;
  }

  async append(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    this.#waiting += `${lines.join('\n')}\n`;
    this.rows += lines.length;
    if (this.#waiting.length >= 262_144) await this.#flush();
  }

  /** Everything is on the disk, still under the passing name. @throws {Error} of the file system. */
  async finish(): Promise<void> {
    await this.#flush();
    this.#sink.end();
    await finished(this.#file);
    const { format, table } = this.#options;
    if (format === 'parquet' && table !== 'raw') await this.#turnIntoParquet(table);
  }

  /** Gives the file its name, or the next free one; a file that is there stays as it is. */
  async place(): Promise<WrittenFile> {
    const { folder, format, name } = this.#options;
    const ending = `${ENDINGS[format]}${this.#isGzip ? '.gz' : ''}`;
    for (let number = 1; ; number += 1) {
      const free = `${name}${number === 1 ? '' : `-${number}`}${ending}`;
      const path = join(folder, free);
      if (!(await putAt(this.#passing, path))) continue;
      this.#placed = path;
      await rm(this.#passing, { force: true });
      return { name: free, bytes: (await stat(path)).size };
    }
  }

  /** Takes everything of it away again, under its own name too. */
  async discard(): Promise<void> {
    this.#file.destroy();
    await rm(this.#passing, { force: true });
    await rm(`${this.#passing}.parquet`, { force: true });
    if (this.#placed !== undefined) await rm(this.#placed, { force: true });
  }

  get #isGzip(): boolean {
    const { format, isPacked } = this.#options;
    return format === 'raw' || (isPacked && format === 'csv');
  }

  async #flush(): Promise<void> {
    if (this.#file.errored) throw this.#file.errored;
    const text = this.#waiting;
    this.#waiting = '';
    if (!this.#sink.write(text)) await Promise.race([once(this.#sink, 'drain'), failureOf(this.#file)]);
  }

  async #turnIntoParquet(table: ExportTable): Promise<void> {
    const columns = EXPORT_COLUMNS[table].map(([name, type]) => `${name}: '${type}'`).join(', ');
    const duck = await openDuck({ threads: 1, memoryMb: 512 });
    const target = `${this.#passing}.parquet`;
    try {
      // What has this name by chance, or on purpose, is not written into.
      await rm(target, { force: true });
      await duck.connection.run(
        `COPY (SELECT * FROM read_csv(${quoted(this.#passing)}, ${AS_WRITTEN}, columns = {${columns}})) ` +
          `TO ${quoted(target)} (FORMAT parquet, COMPRESSION zstd)`,
      );
    } finally {
      duck.close();
    }
    await rename(target, this.#passing);
  }
}

const ENDINGS = { csv: '.csv', parquet: '.parquet', raw: '.jsonl' } as const;

/** How our lines are to be read: as they were written, and nothing guessed. */
const AS_WRITTEN = `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false`;

/** Makes a file nobody had before; links and what another attempt left are passed over. */
function newFile(start: string): { readonly path: string; readonly fd: number } {
  for (let number = 1; ; number += 1) {
    const path = `${start}.${number}.unfinished`;
    try {
      return { path, fd: openSync(path, 'wx', 0o600) };
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
}

/** Gives a file a second name where the disk has such, else copies it; false when the name is taken. */
async function putAt(from: string, path: string): Promise<boolean> {
  try {
    await link(from, path).catch(async (error: unknown) => {
      if (isTaken(error)) throw error;
      await copyFile(from, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

async function failureOf(file: Writable): Promise<never> {
  const [error] = (await once(file, 'error')) as [Error];
  throw error;
}
