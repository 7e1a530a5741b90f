import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DialogTexts } from '../main/dialog-texts/dialog-texts.ts';

export interface FileToWrite {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type Written = { readonly ok: true } | { readonly ok: false; readonly detail: string };

type FileTexts = DialogTexts['files'];

/**
 * Writes files so that all are there completely or none is: first under passing names, flushed to
 * the disk, then renamed. Fails with a reason; nothing half-written stays. Of several files none
 * may exist before, because taking back a failure removes those already in place.
 */
export async function writeFiles(files: readonly FileToWrite[], texts: FileTexts): Promise<Written> {
  const passing = files.map((file) => ({
    ...file,
    passingPath: join(dirname(file.path), `.${basename(file.path)}.${randomUUID()}`),
  }));
  const placed: string[] = [];
  try {
    for (const { passingPath, bytes } of passing) await writeFlushed(passingPath, bytes);
    for (const { passingPath, path } of passing) {
      await rename(passingPath, path);
      placed.push(path);
    }
    return { ok: true };
  } catch (cause) {
    const remains = [...placed, ...passing.map(({ passingPath }) => passingPath)];
    for (const path of remains) await rm(path, { force: true }).catch(() => {});
    return { ok: false, detail: reasonFor(cause, texts) };
  }
}

/** Why a file could not be written, for a person: no path, no code. */
export function reasonFor(cause: unknown, { notWritten, otherReason, reasons }: FileTexts): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return notWritten(reasons[code] ?? otherReason);
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
