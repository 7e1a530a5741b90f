import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { checkWanted, type TaskWatch } from './task-watch.ts';

/** The begin of the SHA-256 of files, one after the other: what an import is known by. */
export async function contentHash(paths: readonly string[], watch: TaskWatch): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 })) {
      hash.update(piece as Buffer);
      checkWanted(watch);
    }
  }
  return hash.digest('hex').slice(0, 16);
}
