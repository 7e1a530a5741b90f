import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from '../../engine/guard/redaction/redactor.ts';

const LONGEST_FILE_BYTES = 1_048_576;

/** Writes one line of the host's log. */
export type HostLog = (line: string) => void;

/**
 * A log of two files of at most a megabyte each, without secrets. A log that cannot be written is not a
 * reason to stop: the line goes to standard error instead.
 */
export function openHostLog(folder: string, nowMs: () => number, redactor: Redactor): HostLog {
  const path = join(folder, 'host.log');
  return (line) => {
    const entry = `${new Date(nowMs()).toISOString()} ${redactor.text(line)}\n`;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (sizeOf(path) > LONGEST_FILE_BYTES) renameSync(path, join(folder, 'host.previous.log'));
      appendFileSync(path, entry, { mode: 0o600 });
    } catch {
      process.stderr.write(entry);
    }
  };
}

/** What is in the log's files, the older one first. */
export function readHostLog(folder: string): readonly { readonly name: string; readonly text: string }[] {
  return ['host.previous.log', 'host.log'].flatMap((name) => {
    const path = join(folder, name);
    return sizeOf(path) > 0 ? [{ name, text: readFileSync(path, 'utf8') }] : [];
  });
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
