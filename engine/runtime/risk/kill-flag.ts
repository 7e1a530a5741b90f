import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Longest reason that is kept, in characters. */
const LONGEST = 500;

/**
 * A small file beside the journal that says an account is frozen. It is written before the journal is, so that a
 * freeze holds although the journal cannot be written, and through any death of the process.
 */
export class KillFlag {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Raises the flag of an account, durable when this returns. @throws when the disk refuses. */
  raise(accountId: string, because: string): void {
    const file = openSync(this.#path(accountId), 'w', 0o600);
    try {
      writeSync(file, because.slice(0, LONGEST));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  lower(accountId: string): void {
    rmSync(this.#path(accountId), { force: true });
  }

  /** Why an account is frozen; undefined when it is not. A flag nobody can read is raised all the same. */
  read(accountId: string): string | undefined {
    try {
      return readFileSync(this.#path(accountId), 'utf8') || 'the kill switch was on';
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      return isMissing ? undefined : 'the kill switch cannot be read';
    }
  }

  #path(accountId: string): string {
    return join(this.#folder, `frozen-${accountId.replaceAll(/[^a-zA-Z0-9-]/g, '_')}.flag`);
  }
}
