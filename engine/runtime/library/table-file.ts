import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
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
  readonly table: ExportTable;
  readonly format: 'csv' | 'parquet';
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

  constructor(options: TableFileOptions) {
    this.#options = options;
    this.#passing = join(options.folder, `.${options.name}.unfinished`);
    this.#file = createWriteStream(this.#passing, { mode: 0o600 });
    // A failure is thrown by the next write or by `finish`, not by nobody.
    this.#file.on('error', () => undefined);
    this.#sink = this.#isPackedCsv ? createGzip() : this.#file;
    if (this.#sink !== this.#file) this.#sink.pipe(this.#file);
    const names = EXPORT_COLUMNS[options.table].map(([name]) => name);
    this.#waiting = `${names.join(',')}\n`;
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
    if (this.#options.format === 'parquet') await this.#turnIntoParquet();
  }

  /** Gives the file its name, or the next free one. */
  async place(): Promise<WrittenFile> {
    const { folder } = this.#options;
    const name = this.#freeName();
    await rename(this.#passing, join(folder, name));
    return { name, bytes: (await stat(join(folder, name))).size };
  }

  async discard(): Promise<void> {
    this.#file.destroy();
    await rm(this.#passing, { force: true });
    await rm(`${this.#passing}.parquet`, { force: true });
  }

  get #isPackedCsv(): boolean {
    return this.#options.isPacked && this.#options.format === 'csv';
  }

  async #flush(): Promise<void> {
    if (this.#file.errored) throw this.#file.errored;
    const text = this.#waiting;
    this.#waiting = '';
    if (!this.#sink.write(text)) await Promise.race([once(this.#sink, 'drain'), failureOf(this.#file)]);
  }

  #freeName(): string {
    const { folder, format, name } = this.#options;
    const ending = format === 'parquet' ? '.parquet' : this.#isPackedCsv ? '.csv.gz' : '.csv';
    for (let number = 1; ; number += 1) {
      const free = `${name}${number === 1 ? '' : `-${number}`}${ending}`;
      if (!existsSync(join(folder, free))) return free;
    }
  }

  async #turnIntoParquet(): Promise<void> {
    const columns = EXPORT_COLUMNS[this.#options.table]
      .map(([name, type]) => `${name}: '${type}'`)
      .join(', ');
    const duck = await openDuck({ threads: 1, memoryMb: 512 });
    const target = `${this.#passing}.parquet`;
    try {
      await duck.connection.run(
        `COPY (SELECT * FROM read_csv(${quoted(this.#passing)}, header = true, columns = {${columns}})) ` +
          `TO ${quoted(target)} (FORMAT parquet, COMPRESSION zstd)`,
      );
    } finally {
      duck.close();
    }
    await rename(target, this.#passing);
  }
}

async function failureOf(file: Writable): Promise<never> {
  const [error] = (await once(file, 'error')) as [Error];
  throw error;
}
