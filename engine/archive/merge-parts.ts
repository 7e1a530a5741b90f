import { join } from 'node:path';
import { ROW_KINDS } from './archive.ts';
import type { DayManifest, Part } from './day-manifest.ts';
import type { DayStore, OpenDay } from './day-store.ts';
import { type Duck, parquetOf } from './duck.ts';
import { COLUMNS } from './rows.ts';
import { writePart } from './write-part.ts';

/** Parts of about the same size are merged when there are so many of them in a row. */
const PARTS_PER_MERGE = 8;
/** A merged part has no more rows than this, unless one batch had. */
const MOST_ROWS = 4_000_000;
const SMALLEST_TIER_ROWS = 1000;

/** Which parts become one, and where a merge is decided. */
type Runs = (parts: readonly Part[]) => readonly (readonly Part[])[];

/**
 * Parts next to each other and about equally big, eight or more: each row is then rewritten only as often
 * as the day grows eightfold.
 */
export const runsWhileOpen: Runs = (parts) => {
  const runs: Part[][] = [];
  for (const part of parts) {
    const last = runs.at(-1)?.[0];
    if (last && tierOf(last) === tierOf(part)) runs.at(-1)?.push(part);
    else runs.push([part]);
  }
  return runs.filter((run) => run.length >= PARTS_PER_MERGE && rowsOf(run) <= MOST_ROWS);
};

/** Everything a closed day has, in as few parts as their greatest size allows. */
export const runsWhenClosed: Runs = (parts) => {
  const runs: Part[][] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    if (run && rowsOf(run) + part.rows <= MOST_ROWS) run.push(part);
    else runs.push([part]);
  }
  return runs.filter((run) => run.length > 1);
};

const tierOf = ({ rows }: Part): number =>
  Math.max(0, Math.floor(Math.log(Math.max(1, rows / SMALLEST_TIER_ROWS)) / Math.log(PARTS_PER_MERGE)));

const rowsOf = (run: readonly Part[]): number => run.reduce((rows, part) => rows + part.rows, 0);

/**
 * Merges a day's parts, one run after the other; each counts at once, and the merged ones stay on the disk
 * for readers that began before.
 * @throws {ArchiveError} when a file cannot be read or written; the day is as it was before that run.
 */
export async function mergeParts(duck: Duck, days: DayStore, { open, runs }: { open: OpenDay; runs: Runs }) {
  let { manifest } = open;
  for (const kind of ROW_KINDS) {
    for (const run of runs(manifest.parts.filter((part) => part.kind === kind))) {
      const merged = await writeMerged(duck, { folder: open.folder, manifest }, run);
      const [first] = run;
      manifest = {
        ...manifest,
        nextPart: manifest.nextPart + 1,
        parts: manifest.parts.flatMap((part) =>
          part === first ? [merged] : run.includes(part) ? [] : [part],
        ),
        retired: [...manifest.retired, ...days.retire(run.map(({ file }) => file))],
      };
      days.write(open.folder, manifest);
    }
  }
}

function writeMerged(duck: Duck, { folder, manifest }: OpenDay, run: readonly Part[]): Promise<Part> {
  const kind = run[0]?.kind ?? 'status';
  const names = COLUMNS[kind].map(({ name }) => name).join(', ');
  const from = parquetOf(run.map(({ file }) => join(folder, file)));
  // The rows of one event are in one part and keep their order there.
  const order = isInOrder(run) ? '' : ' ORDER BY time, source, position, file_row_number';
  return writePart(duck, {
    folder,
    kind,
    number: manifest.nextPart,
    instrument: manifest.instrument,
    query: `SELECT ${names} FROM ${from}${order}`,
    rows: rowsOf(run),
    firstTime: Math.min(...run.map(({ firstTime }) => firstTime)),
    lastTime: Math.max(...run.map(({ lastTime }) => lastTime)),
  });
}

/** No part begins before the one before it ends, so that one after the other they are sorted. */
export const isInOrder = (parts: readonly Part[]): boolean =>
  parts.every(
    (part, at) => at === 0 || (parts[at - 1] as DayManifest['parts'][number]).lastTime <= part.firstTime,
  );
