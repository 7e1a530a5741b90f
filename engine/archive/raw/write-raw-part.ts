import { chmodSync, linkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, syncFile, syncFolder } from '../durable-file.ts';
import { fillTable, openDuck, quoted } from '../duck.ts';
import { type RawDay, rawFolder, rawParts } from './raw-day.ts';
import { RAW_COLUMNS, type RawRow } from './raw-row.ts';

/** Text packs well however little of it is looked at at once. */
const MEMORY_MB = 128;

/**
 * Writes rows of one day as its next part, on the disk when it resolves. A part has its name only once it is
 * whole; without a manifest there is nothing to go by but the names.
 * @throws {Error} of the file system or of DuckDB; nothing of the part is left.
 */
export async function writeRawPart(archive: string, key: RawDay, rows: readonly RawRow[]): Promise<void> {
  const folder = rawFolder(archive, key);
  makeFolder(folder);
  const unfinished = join(folder, `.unfinished-${process.pid}`);
  const cells = [
    rows.map(({ time }) => time),
    rows.map(({ kind }) => kind),
    rows.map(({ connection }) => connection),
    rows.map(({ address }) => address),
    rows.map(({ text }) => text),
  ];
  const names = RAW_COLUMNS.map(({ name, type }) => `${name}::${type} AS ${name}`).join(', ');
  const duck = await openDuck({ threads: 1, memoryMb: MEMORY_MB, spillFolder: join(folder, '.spill') });
  try {
    await fillTable(duck.connection, 'raw', { columns: RAW_COLUMNS, cells });
    await duck.connection.run(
      `COPY (SELECT ${names} FROM raw) TO ${quoted(unfinished)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    chmodSync(unfinished, 0o600);
    syncFile(unfinished);
    nameNext(archive, key, unfinished);
    syncFolder(folder);
  } finally {
    duck.close();
    rmSync(unfinished, { force: true });
  }
}

/** Gives a file the next free name, also where another process takes one at the same moment. */
function nameNext(archive: string, key: RawDay, unfinished: string): void {
  for (let number = (rawParts(archive, key).at(-1)?.number ?? 0) + 1; ; number += 1) {
    try {
      return linkSync(unfinished, join(rawFolder(archive, key), `raw-${number}.parquet`));
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    }
  }
}
