import { statfsSync } from 'node:fs';

/** Bytes the disk of `folder` has left for us. */
export function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
