import type { ArchiveReader, DayKey } from '../../archive/archive.ts';
import { fileSafe } from '../../archive/day-folder.ts';
import type { VenueBar } from '../../domain/market/market-event.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { lengthText } from './length-text.ts';
import { type DaySegment, daySegments } from './day-segments.ts';
import { exactText, exportedRows, sheetText, type TextCell } from './export-rows.ts';
import { valueOf } from './staged-events.ts';
import { TableFile, type WrittenFile } from './table-file.ts';
import { checkWanted, TaskCanceled, type TaskWatch } from './task-watch.ts';

/** Which days go where and how. */
export interface ExportRequest {
  readonly days: readonly DayKey[];
  /** `raw`: the frames as the venues sent them, one file a venue, where they were kept. */
  readonly format: 'csv' | 'parquet' | 'raw';
  /** Packs CSV with gzip; Parquet is packed always. */
  readonly isPacked: boolean;
  readonly folder: string;
}

export type ExportReport =
  | { readonly ok: true; readonly files: readonly WrittenFile[]; readonly rows: number }
  | { readonly ok: false; readonly detail: string };

const MINUTE_MS = 60_000;
const EVENTS_PER_LOOK = 500;

/**
 * Writes kept days into a folder, one table a file: all of them, or none. A day that begins in the middle
 * of a book begins with that book, at the times it was said.
 */
export async function exportDays(
  reader: ArchiveReader,
  request: ExportRequest,
  watch: TaskWatch,
): Promise<ExportReport> {
  const files: TableFile[] = [];
  const textCell = request.format === 'csv' ? sheetText : exactText;
  try {
    const segments = daySegments(valueOf(await reader.inventory()), request.days);
    if (segments.size === 0) return { ok: false, detail: 'The chosen days are not in the archive any more.' };
    for (const [id, parts] of segments) {
      const instrument = valueOf(await reader.instrument(id));
      if (instrument) await writeInstrument({ reader, request, watch, textCell, files }, instrument, parts);
    }
    for (const file of files) await file.finish();
    const written: WrittenFile[] = [];
    for (const file of files) written.push(await file.place());
    return { ok: true, files: written, rows: files.reduce((sum, { rows }) => sum + rows, 0) };
  } catch (error) {
    for (const file of files) await file.discard();
    return failedExport(error);
  }
}

/** What is told of an export that broke off. @throws what is a bug. */
export function failedExport(error: unknown): ExportReport {
  if (error instanceof TaskCanceled) return { ok: false, detail: 'canceled' };
  // A broken invariant is a bug; everything else comes from files.
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error;
  return {
    ok: false,
    detail: `The days could not be written: ${error.message}. Nothing was kept of the attempt.`,
  };
}

interface Export {
  readonly reader: ArchiveReader;
  readonly request: ExportRequest;
  readonly watch: TaskWatch;
  readonly textCell: TextCell;
  /** Grows by every table that turns out to have rows. */
  readonly files: TableFile[];
}

/** The rules that the days of a segment were archived with. */
async function rulesOf(
  reader: ArchiveReader,
  newest: Instrument,
  days: DaySegment['days'],
): Promise<Instrument> {
  return valueOf(await reader.instrument(newest.id, days[0]?.day)) ?? newest;
}

async function writeInstrument(
  { files, reader, request, textCell, watch }: Export,
  instrument: Instrument,
  segments: readonly DaySegment[],
): Promise<void> {
  const tables = new Map<string, TableFile>();
  const bars = new ToldBars();
  const days = segments.flatMap((segment) => segment.days.map(({ day }) => day));
  const span = days.length === 1 ? days[0] : `${days[0]}_${days.at(-1)}`;
  let count = 0;
  for (const [place, { days: own, range }] of segments.entries()) {
    const rules = await rulesOf(reader, instrument, own);
    for await (const event of reader.events(range)) {
      if (event.kind === 'venue-bar' && !bars.isNews(event)) continue;
      const { intervalMs = MINUTE_MS, lines, table } = exportedRows(event, rules, textCell);
      const title = intervalMs === MINUTE_MS ? table : `${table}-${lengthText(intervalMs)}`;
      let file = tables.get(title);
      if (!file) {
        const name = `${fileSafe(instrument.venue)}_${fileSafe(instrument.symbol)}_${title}_${span}`;
        file = new TableFile({ ...request, name, table });
        tables.set(title, file);
        files.push(file);
      }
      await file.append(lines);
      count += 1;
      if (count % EVENTS_PER_LOOK !== 0) continue;
      checkWanted(watch);
      const inRange = (event.time - range.from) / (range.to - range.from);
      watch.progress((place + Math.max(0, inRange)) / segments.length, `${instrument.id} ${count} events`);
    }
  }
}

/** Each session begins with minutes that the one before may have told. */
class ToldBars {
  readonly #lastOpenTime = new Map<number, number>();

  /** Whether a bar is later than all of its length before. */
  isNews({ intervalMs, openTime }: VenueBar): boolean {
    if (openTime <= (this.#lastOpenTime.get(intervalMs) ?? -1)) return false;
    this.#lastOpenTime.set(intervalMs, openTime);
    return true;
  }
}
