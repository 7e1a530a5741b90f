import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { TableError } from '../../venues/imported/table-row.ts';
import { checkWanted, type TaskWatch } from './task-watch.ts';

/**
 * The begin of the SHA-256 of files, one after the other: what an import is known by.
 * @throws {TableError} when one of them cannot be read.
 */
export async function contentHash(paths: readonly string[], watch: TaskWatch): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for await (const piece of piecesOf(path)) {
      hash.update(piece);
      checkWanted(watch);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 })) yield piece as Buffer;
  } catch (error) {
    throw new TableError(`${path}: cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
