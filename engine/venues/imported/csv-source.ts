import { createReadStream, type ReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import type { ColumnMapping } from './column-mapping.ts';
import { TableError, type TableRow, type TableSource } from './table-row.ts';

const BATCH_ROWS = 2000;
/** No row of a table is longer; a snapshot of a thousand levels a side has about 60 kB. */
const MOST_RECORD_CHARACTERS = 1_048_576;

type Delimiter = ColumnMapping['delimiter'];
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

/** A CSV file, packed with gzip or not, whose first line names the columns. */
export async function openCsv(path: string, delimiter?: Delimiter): Promise<TableSource> {
  const isPacked = await beginsLikeGzip(path);
  const used = delimiter ?? delimiterOf(await firstLine(path, isPacked));
  const opening = new CsvSource(path, isPacked, used, []);
  for await (const rows of opening.rowsWithHeader()) {
    const [first] = rows;
    if (first) return new CsvSource(path, isPacked, used, headerOf(first, path));
  }
  throw new TableError(`${path}: a table must have a line with the names of its columns, had none`);
}

/** The first line of a text file, packed with gzip or not. @throws {TableError} when it cannot be read. */
export const firstLineOf = async (path: string): Promise<string> =>
  firstLine(path, await beginsLikeGzip(path));

/** The delimiter that a first line has most of; a comma where it has none. */
export function delimiterOf(line: string): Delimiter {
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counted.reduce((most, next) => (next.count > most.count ? next : most)).delimiter;
}

class CsvSource implements TableSource {
  readonly path: string;
  readonly header: readonly string[];
  readonly #isPacked: boolean;
  readonly #delimiter: Delimiter;
  readonly #bytes: number;
  #file: ReadStream | undefined;

  constructor(path: string, isPacked: boolean, delimiter: Delimiter, header: readonly string[]) {
    this.path = path;
    this.header = header;
    this.#isPacked = isPacked;
    this.#delimiter = delimiter;
    this.#bytes = statSync(path).size;
  }

  get progress(): number {
    return this.#file === undefined || this.#bytes === 0
      ? 0
      : Math.min(1, this.#file.bytesRead / this.#bytes);
  }

  async *rows(): AsyncIterable<readonly TableRow[]> {
    let isFirst = true;
    for await (const batch of this.rowsWithHeader()) {
      if (isFirst) yield batch.slice(1);
      else yield batch;
      isFirst = false;
    }
  }

  async *rowsWithHeader(): AsyncGenerator<readonly TableRow[]> {
    this.#file = createReadStream(this.path, { highWaterMark: 262_144 });
    const parser = parse({
      delimiter: this.#delimiter,
      info: true,
      bom: true,
      // A row of another length is told as a broken row, not as the end of the file.
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: MOST_RECORD_CHARACTERS,
    });
    // Errors reach the parser, whose iteration throws them.
    if (this.#isPacked) pipeline(this.#file, createGunzip(), parser, () => undefined);
    else pipeline(this.#file, parser, () => undefined);
    let batch: TableRow[] = [];
    try {
      for await (const { info, record } of parser as AsyncIterable<ParsedRecord>) {
        batch.push({ line: info.lines, cells: record });
        if (batch.length < BATCH_ROWS) continue;
        yield batch;
        batch = [];
      }
    } catch (error) {
      throw new TableError(`${this.path}${lineOf(error)}: ${reasonOf(error)}`, { cause: error });
    } finally {
      this.#file.destroy();
    }
    if (batch.length > 0) yield batch;
  }
}

interface ParsedRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

function headerOf({ cells }: TableRow, path: string): readonly string[] {
  const doubled = cells.find((name, place) => cells.indexOf(name) !== place);
  if (doubled !== undefined) {
    throw new TableError(
      `${path} line 1: every column needs a name of its own, ${JSON.stringify(doubled)} is there twice`,
    );
  }
  if (cells.every((cell) => /^[\d.+-]*$/.test(cell))) {
    throw new TableError(
      `${path} line 1: the first line must name the columns, was ${JSON.stringify(cells.join(',').slice(0, 60))}`,
    );
  }
  return cells;
}

const lineOf = (error: unknown): string => {
  const line = error instanceof CsvError ? (error as unknown as { lines?: unknown }).lines : undefined;
  return typeof line === 'number' ? ` line ${line}` : '';
};

const reasonOf = (error: unknown): string => {
  if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE') {
    return `a row must not be longer than ${MOST_RECORD_CHARACTERS} characters`;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof CsvError ? reason : `the file cannot be read on: ${reason}`;
};

async function beginsLikeGzip(path: string): Promise<boolean> {
  const start = await firstBytes(path, 2);
  return start[0] === 0x1f && start[1] === 0x8b;
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new TableError(`${path}: cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Enough of the file to see its first line. */
async function firstLine(path: string, isPacked: boolean): Promise<string> {
  const file = createReadStream(path, { highWaterMark: 65_536 });
  const stream = isPacked ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error));
  try {
    for await (const piece of stream) return (piece as Buffer).toString('utf8').split('\n')[0] ?? '';
    return '';
  } catch (error) {
    throw new TableError(`${path}: cannot be read: ${(error as Error).message}`, { cause: error });
  } finally {
    file.destroy();
  }
}
