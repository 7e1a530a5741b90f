import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeSealed, seal } from './backup-seal.ts';
import { keptBackups } from './kept-backups.ts';

/** A copy of the journal that passed every check when it was made. */
export interface KeptBackup {
  readonly path: string;
  /** When it was begun, Unix ms. */
  readonly time: number;
}

/** The number is the Unix time in ms, so that names sort by age. */
const NAME = /^journal-(\d{13})\.sqlite$/;
const UNCHECKED = '.unchecked';

/** The folder with copies of the journal. What is not checked yet has a name that is no backup's. */
export class BackupFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Newest first. */
  list(): readonly KeptBackup[] {
    if (!existsSync(this.path)) return [];
    return readdirSync(this.path)
      .flatMap((name) => {
        const time = timeOf(name);
        return time === undefined ? [] : [{ path: join(this.path, name), time }];
      })
      .toSorted((a, b) => b.time - a.time);
  }

  /** Where a copy begun at `time` goes until it is checked. Leftovers of copies that never were are removed. */
  begin(time: number): string {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(this.path))
      if (name.includes(UNCHECKED)) rmSync(join(this.path, name), { force: true });
    return join(this.path, nameOf(time) + UNCHECKED);
  }

  /**
   * The copy is good: it becomes a backup, and those that are too many go. `digest` is what it was when it was
   * checked; a backup without it is checked from end to end before it is used.
   */
  keep(uncheckedPath: string, digest?: string): KeptBackup | undefined {
    const path = uncheckedPath.slice(0, -UNCHECKED.length);
    if (digest !== undefined) seal(path, digest);
    renameSync(uncheckedPath, path);
    const all = this.list();
    const kept = new Set(keptBackups(all.map(({ time }) => time)));
    for (const { path, time } of all) if (!kept.has(time)) removeSealed(path);
    return all[0];
  }

  /** The copy is not good, or nobody waited for it. */
  discard(uncheckedPath: string): void {
    for (const companion of ['', '-wal', '-shm', '-journal'])
      rmSync(uncheckedPath + companion, { force: true });
  }
}

const nameOf = (time: number): string => `journal-${String(time).padStart(13, '0')}.sqlite`;

function timeOf(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
