import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where a workstation keeps what it must not lose. */
export interface DataFolder {
  readonly journalPath: string;
  /** Room held back on the disk for the journal. */
  readonly reservePath: string;
  /** Checked copies of the journal. */
  readonly backups: string;
  readonly recordings: string;
  /** Market data for good. */
  readonly archive: string;
  recordingPath(sessionId: string): string;
  /** Session recordings, oldest first. */
  recordingFiles(): { readonly path: string; readonly bytes: number }[];
}

/** Opens the folder and makes what is missing, readable by its owner only. */
export function openDataFolder(root: string): DataFolder {
  const recordings = join(root, 'recordings');
  mkdirSync(recordings, { recursive: true, mode: 0o700 });
  const files = () =>
    readdirSync(recordings)
      .filter((name) => name.endsWith('.ewrec'))
      .map((name) => {
        const path = join(recordings, name);
        const { mtimeMs, size } = statSync(path);
        return { path, bytes: size, mtimeMs };
      })
      .toSorted((a, b) => a.mtimeMs - b.mtimeMs);
  return {
    journalPath: join(root, 'journal.sqlite'),
    reservePath: join(root, 'reserve.bin'),
    backups: join(root, 'backups'),
    recordings,
    archive: join(root, 'archive'),
    recordingPath: (sessionId) => join(recordings, `${sessionId}.ewrec`),
    recordingFiles: files,
  };
}

/** Deletes the oldest recordings that may go until the rest fits into `capBytes`; answers with what went. */
export function trimRecordings(
  folder: DataFolder,
  capBytes: number,
  mayGo: (path: string) => boolean,
): string[] {
  const files = folder.recordingFiles();
  let total = files.reduce((sum, file) => sum + file.bytes, 0);
  const removed: string[] = [];
  for (const { bytes, path } of files.slice(0, -1)) {
    if (total <= capBytes) break;
    if (!mayGo(path)) continue;
    rmSync(path);
    removed.push(path);
    total -= bytes;
  }
  return removed;
}
