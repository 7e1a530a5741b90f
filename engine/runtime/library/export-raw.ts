import { fileSafe } from '../../archive/day-folder.ts';
import { openDuck, type OpenDuck } from '../../archive/duck.ts';
import { type RawDay, rawParts } from '../../archive/raw/raw-day.ts';
import { readRaw } from '../../archive/raw/read-raw.ts';
import { sessionHeaderText, sessionLineText } from '../../venues/recorded/session-line-text.ts';
import { type ExportReport, type ExportRequest, failedExport } from './export-days.ts';
import { TableFile, type WrittenFile } from './table-file.ts';
import { checkWanted, type TaskWatch } from './task-watch.ts';

const ROWS_PER_LOOK = 500;

/**
 * Writes the raw frames of kept days into a folder, one file a venue, in the shape raw sessions are imported
 * from: all of them, or none.
 */
export async function exportRaw(
  archive: string,
  request: ExportRequest,
  watch: TaskWatch,
): Promise<ExportReport> {
  const files: TableFile[] = [];
  const duck = await openDuck({ threads: 1, memoryMb: 256 });
  try {
    const venues = rawDaysOf(archive, request.days);
    if (venues.size === 0) return { ok: false, detail: 'Of the chosen days no raw frames were kept.' };
    for (const [venue, days] of venues) {
      const name = `${fileSafe(venue)}_raw_${spanOf(days)}`;
      const file = new TableFile({ ...request, name, table: 'raw' });
      files.push(file);
      await file.append([sessionHeaderText(venue)]);
      for (const key of days) await writeDay({ archive, duck, file, watch }, key);
    }
    for (const file of files) await file.finish();
    const written: WrittenFile[] = [];
    for (const file of files) written.push(await file.place());
    return { ok: true, files: written, rows: files.reduce((sum, { rows }) => sum + rows - 1, 0) };
  } catch (error) {
    for (const file of files) await file.discard();
    return failedExport(error);
  } finally {
    duck.close();
  }
}

const spanOf = (days: readonly RawDay[]): string =>
  [...new Set([days.at(0)?.day, days.at(-1)?.day])].join('_');

/** The chosen days of which there are raw frames, by venue, in order. */
function rawDaysOf(archive: string, chosen: ExportRequest['days']): ReadonlyMap<string, readonly RawDay[]> {
  const keys = new Map(
    chosen.map(({ day, instrument }) => {
      const [venue = ''] = instrument.split(':', 1);
      return [`${venue} ${day}`, { venue, day }];
    }),
  );
  const kept = [...keys.values()].filter((key) => rawParts(archive, key).length > 0);
  return Map.groupBy(
    kept.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    ({ venue }) => venue,
  );
}

interface RawExport {
  readonly archive: string;
  readonly duck: OpenDuck;
  readonly file: TableFile;
  readonly watch: TaskWatch;
}

async function writeDay({ archive, duck, file, watch }: RawExport, key: RawDay): Promise<void> {
  let lines: string[] = [];
  for await (const row of readRaw(duck, archive, key)) {
    lines.push(sessionLineText(row));
    if (lines.length < ROWS_PER_LOOK) continue;
    await file.append(lines);
    lines = [];
    checkWanted(watch);
    watch.progress(0, `${key.venue} ${key.day} ${file.rows} frames`);
  }
  await file.append(lines);
}
