import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Verification } from './archive.ts';
import { ArchiveError } from './archive-failure.ts';
import type { Part } from './day-manifest.ts';
import type { OpenDay } from './day-store.ts';
import { type Duck, parquetOf } from './duck.ts';
import { sha256Of } from './write-part.ts';

/** Reads every part of a day again and compares it with what its manifest says. */
export async function verifyDay(duck: Duck, { folder, manifest }: OpenDay): Promise<Verification> {
  const faults: string[] = [];
  let rows = 0;
  for (const part of manifest.parts) {
    const fault = await faultOf(duck, join(folder, part.file), part);
    if (fault === undefined) rows += part.rows;
    else faults.push(fault);
  }
  return { parts: manifest.parts.length, rows, faults };
}

async function faultOf(duck: Duck, path: string, part: Part): Promise<string | undefined> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return `${path} must be there, is missing`;
  if (stats.size !== part.bytes) return `${path} must have ${part.bytes} bytes, has ${stats.size}`;
  const sha256 = await sha256Of(path);
  if (sha256 !== part.sha256) return `${path} must have SHA-256 ${part.sha256}, has ${sha256}`;
  try {
    const counted = await duck.run(`SELECT count(*)::DOUBLE FROM ${parquetOf([path])}`);
    const [[rows] = []] = (await counted.getRows()) as number[][];
    return rows === part.rows ? undefined : `${path} must have ${part.rows} rows, has ${rows}`;
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
