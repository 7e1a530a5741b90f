import { copyFileSync, existsSync, linkSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { archiveFailureOf, ArchiveError } from './archive-failure.ts';
import { STAGING_FOLDER } from './day-folder.ts';
import { type DayManifest, type DaySource, MANIFEST_FILE, readManifest } from './day-manifest.ts';
import type { DayStore } from './day-store.ts';
import { makeFolder, replaceFile } from './durable-file.ts';

/** Its presence says that the staged days are whole and have to be published, whatever happens. */
const DECISION_FILE = 'publish.json';

/**
 * Decides that what was staged shall count, then makes it count. Begun again after a kill it goes on.
 * @throws {ArchiveError} `unfinished` when it was decided and something stood in the way after that.
 */
export function publishStaged(staging: string, days: DayStore): void {
  replaceFile(join(staging, DECISION_FILE), '{"publish":true}\n');
  try {
    publishDecided(staging, days);
  } catch (error) {
    const { detail, file } = archiveFailureOf(error, staging, 'cannot-write');
    throw new ArchiveError({ code: 'unfinished', file, detail }, error);
  }
}

/** Ends what a killed writer had decided to publish, and throws away what it had only staged. */
export function recoverStaged(root: string, days: DayStore): void {
  const folder = join(root, STAGING_FOLDER);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const staging = join(folder, name);
    if (existsSync(join(staging, DECISION_FILE))) publishDecided(staging, days);
    else rmSync(staging, { recursive: true, force: true });
  }
}

function publishDecided(staging: string, days: DayStore): void {
  for (const path of readdirSync(staging, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith(MANIFEST_FILE)) continue;
    const folder = join(staging, path, '..');
    const staged = readManifest(folder);
    if (staged) publishDay(folder, staged, days);
  }
  rmSync(staging, { recursive: true, force: true });
}

function publishDay(from: string, staged: DayManifest, days: DayStore): void {
  const { folder, manifest } = days.findOrMake(
    { instrument: staged.instrument.id, day: staged.day },
    staged.instrument,
  );
  const isPublished = staged.sources.every((source) => {
    const counting = manifest.sources.find(({ id }) => id === source.id);
    return counting !== undefined && counting.position >= source.position;
  });
  if (isPublished) return;
  makeFolder(folder);
  const parts = staged.parts.map((part, at) => {
    const file = `${part.kind}-${manifest.nextPart + at}.parquet`;
    placeFile(join(from, part.file), join(folder, file));
    return { ...part, file };
  });
  const { sealed: _, ...open } = manifest;
  days.write(folder, {
    ...open,
    instrument: staged.instrument,
    nextPart: manifest.nextPart + parts.length,
    sources: joined(manifest.sources, staged.sources),
    parts: [...manifest.parts, ...parts],
  });
}

/** A second name for the file where the disk has such; a copy where it has not. */
function placeFile(from: string, to: string): void {
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** A source already known goes on: its rows of before keep their span. */
function joined(before: readonly DaySource[], staged: readonly DaySource[]): DaySource[] {
  const renewed = staged.map((source) => {
    const known = before.find(({ id }) => id === source.id);
    if (!known) return source;
    const spans = { ...known.spans };
    for (const [kind, span] of Object.entries(source.spans)) {
      const name = kind as keyof typeof spans;
      spans[name] = { ...span, firstTime: spans[name]?.firstTime ?? span.firstTime };
    }
    return { ...source, spans };
  });
  return [...before.filter(({ id }) => !staged.some((source) => source.id === id)), ...renewed];
}
