import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { RowKind } from './archive.ts';
import { archiveFailureOf, ArchiveError } from './archive-failure.ts';
import type { Part } from './day-manifest.ts';
import { syncFile } from './durable-file.ts';
import { type Duck, fillTable, quoted } from './duck.ts';
import { type Cell, COLUMNS, type Column } from './rows.ts';

/** Rows of a row group: how finely a range of times can be picked out of a file. */
const ROW_GROUP_ROWS = 122_880;

/** A part to be written, and from what. */
export interface PartToWrite {
  readonly folder: string;
  readonly kind: RowKind;
  readonly number: number;
  readonly instrument: Instrument;
  /** SQL of the rows, in order. */
  readonly query: string;
  readonly rows: number;
  readonly firstTime: number;
  readonly lastTime: number;
}

/** Writes rows held by column as a part file. */
export async function writeRows(
  duck: Duck,
  part: Omit<PartToWrite, 'query'>,
  cells: readonly (readonly Cell[])[],
): Promise<Part> {
  const columns = COLUMNS[part.kind];
  await fillTable(duck, 'rows', { columns, cells });
  const written = columns.map(({ name, type }: Column) => `${name}::${type} AS ${name}`);
  const done = await writePart(duck, { ...part, query: `SELECT ${written.join(', ')} FROM rows` });
  await duck.run('DROP TABLE rows');
  return done;
}

/**
 * Writes a part file and waits until the disk has it. It does not count before a manifest lists it.
 * @throws {ArchiveError} when it cannot be written; nothing of it is left.
 */
export async function writePart(duck: Duck, part: PartToWrite): Promise<Part> {
  const { firstTime, folder, instrument, kind, lastTime, number, query, rows } = part;
  const file = `${kind}-${number}.parquet`;
  const path = join(folder, file);
  const known = `{ venue: ${quoted(instrument.venue)}, symbol: ${quoted(instrument.symbol)}, tick_size: ${quoted(instrument.tickSize)}, lot_size: ${quoted(instrument.lotSize)} }`;
  try {
    // Delta coding beats dictionaries on growing columns by half and loses little on the others.
    await duck.run(
      `COPY (${query}) TO ${quoted(path)} (FORMAT parquet, PARQUET_VERSION V2, COMPRESSION zstd, DICTIONARY_SIZE_LIMIT 0, ROW_GROUP_SIZE ${ROW_GROUP_ROWS}, KV_METADATA ${known})`,
    );
    chmodSync(path, 0o600);
    syncFile(path);
    const sha256 = await sha256Of(path);
    return { file, kind, rows, bytes: statSync(path).size, sha256, firstTime, lastTime };
  } catch (error) {
    rmSync(path, { force: true });
    throw new ArchiveError(archiveFailureOf(error, path, 'cannot-write'), error);
  }
}

/** The SHA-256 of a file, as hexadecimal text. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
