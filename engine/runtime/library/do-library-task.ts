import type { ArchiveReader } from '../../archive/archive.ts';
import { ArchiveError } from '../../archive/archive-failure.ts';
import { openArchive } from '../../archive/open-archive.ts';
import { removeRawDay } from '../../archive/raw/raw-day.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { TableError } from '../../venues/imported/table-row.ts';
import type { Clock } from '../clock.ts';
import { exportDays } from './export-days.ts';
import { exportRaw } from './export-raw.ts';
import { importCapture } from './import-capture.ts';
import { lookAtFiles } from './import-preview.ts';
import { importTable } from './import-table.ts';
import { nothingKept } from './import-outcome.ts';
import type { LibraryTask, LibraryTaskResults, Looked } from './library-task.ts';
import { measureTimeline } from './measure-timeline.ts';
import { readPastBars } from './past-bars.ts';
import { readPastPage } from './past-page.ts';
import { checkWanted, type TaskWatch } from './task-watch.ts';
import { withoutFolders } from './without-folders.ts';

/** The archiver lets go of the archive when asked; what it has in hand may take so long. */
const LOCK_PATIENCE_MS = 20_000;
const LOCK_EVERY_MS = 100;

type Done = LibraryTaskResults[keyof LibraryTaskResults];

/** Does one piece of work on kept market data; what it tells names files, but not where they lie. */
export async function doLibraryTask(task: LibraryTask, watch: TaskWatch, clock: Clock): Promise<Done> {
  const done = await doTask(task, watch, clock);
  const paths = pathsOf(task);
  if (typeof done === 'string') return withoutFolders(done, paths);
  return done && 'detail' in done ? { ...done, detail: withoutFolders(done.detail, paths) } : done;
}

function pathsOf(task: LibraryTask): readonly string[] {
  const archive = 'archive' in task ? [task.archive] : [];
  if ('paths' in task) return task.paths;
  if (task.kind === 'export') return [...archive, task.request.folder];
  return 'request' in task && 'paths' in task.request ? [...archive, ...task.request.paths] : archive;
}

async function doTask(task: LibraryTask, watch: TaskWatch, clock: Clock): Promise<Done> {
  switch (task.kind) {
    case 'preview':
      return preview(task);
    case 'timeline':
      return measureTimeline(task.paths);
    case 'export':
      return exportFrom(task, watch);
    case 'past-page':
      return readFrom(task.archive, (reader) => readPastPage(reader, task.request));
    case 'past-bars':
      return readFrom(task.archive, (reader) => readPastBars(reader, task.request));
    case 'import-table':
      return withWriter(task.archive, { watch, clock, otherwise: failedImport }, (writer) =>
        importTable(writer, task.request, watch),
      );
    case 'import-capture':
      return withWriter(task.archive, { watch, clock, otherwise: failedImport }, (writer) =>
        importCapture(writer, task.request, watch),
      );
    case 'remove':
      return withWriter(task.archive, { watch, clock, otherwise: (detail) => detail }, (writer) =>
        removeDays(task.days, watch, { writer, archive: task.archive }),
      );
    case 'measure':
      return withWriter(task.archive, { watch, clock, otherwise: (detail) => detail }, (writer) =>
        forEachDay(task.days, watch, (key) => writer.seal(key)),
      );
  }
}

async function preview({
  mapping,
  paths,
}: Extract<LibraryTask, { kind: 'preview' }>): Promise<LibraryTaskResults['preview']> {
  try {
    return { ok: true, value: await lookAtFiles(paths, mapping) };
  } catch (error) {
    if (error instanceof TableError) return { ok: false, detail: error.message };
    throw error;
  }
}

const failedImport = (detail: string) => nothingKept('failed', `${detail}.`);

interface WriterWork<Value> {
  readonly watch: TaskWatch;
  readonly clock: Clock;
  /** What comes of the work when the archive cannot be written. */
  readonly otherwise: (detail: string) => Value;
}

async function withWriter<Value>(
  folder: string,
  { clock, otherwise, watch }: WriterWork<Value>,
  work: (writer: ArchiveWriter) => Promise<Value>,
): Promise<Value> {
  const until = clock.monotonicMs() + LOCK_PATIENCE_MS;
  for (;;) {
    const opened = await openArchiveWriter(folder, { now: clock.now });
    if (opened.ok) {
      try {
        return await work(opened.value);
      } finally {
        await opened.value.close();
      }
    }
    if (opened.failure.code !== 'locked' || clock.monotonicMs() > until)
      return otherwise(opened.failure.detail);
    if (watch.isCanceled) return otherwise('the work was canceled');
    await new Promise<void>((resolve) => {
      clock.after(LOCK_EVERY_MS, resolve);
    });
  }
}

interface RemoveFrom {
  readonly writer: ArchiveWriter;
  readonly archive: string;
}

/** Raw frames are of all instruments of a venue: they go with the last of its day. */
async function removeDays(days: DayTask, watch: TaskWatch, { archive, writer }: RemoveFrom): Promise<string> {
  const trouble = await forEachDay(days, watch, (key) => writer.remove(key));
  const left = await writer.reader.inventory();
  if (!left.ok) return trouble;
  const stillThere = new Set(left.value.map(({ day, venue }) => `${venue} ${day}`));
  for (const { day, instrument } of days) {
    const [venue = ''] = instrument.split(':', 1);
    if (!stillThere.has(`${venue} ${day}`)) removeRawDay(archive, { venue, day });
  }
  return trouble;
}

type DayTask = Extract<LibraryTask, { kind: 'remove' | 'measure' }>['days'];
type DayWork = (key: DayTask[number]) => ReturnType<ArchiveWriter['remove']>;

async function forEachDay(days: DayTask, watch: TaskWatch, work: DayWork): Promise<string> {
  for (const [place, key] of days.entries()) {
    if (watch.isCanceled) return `canceled after ${place} of ${days.length} days`;
    watch.progress(place / days.length, `${key.instrument} ${key.day}`);
    const done = await work(key);
    if (!done.ok) return done.failure.detail;
  }
  return '';
}

async function exportFrom(
  task: Extract<LibraryTask, { kind: 'export' }>,
  watch: TaskWatch,
): Promise<LibraryTaskResults['export']> {
  if (task.request.format === 'raw') return exportRaw(task.archive, task.request, watch);
  const opened = await openArchive(task.archive, { threads: 1 });
  if (!opened.ok) return { ok: false, detail: opened.failure.detail };
  try {
    checkWanted(watch);
    return await exportDays(opened.value, task.request, watch);
  } finally {
    opened.value.close();
  }
}

async function readFrom<Value>(
  archive: string,
  read: (reader: ArchiveReader) => Promise<Value>,
): Promise<Looked<Value>> {
  const opened = await openArchive(archive, { threads: 1 });
  if (!opened.ok) return { ok: false, detail: opened.failure.detail };
  try {
    return { ok: true, value: await read(opened.value) };
  } catch (error) {
    if (error instanceof ArchiveError) return { ok: false, detail: error.message };
    throw error;
  } finally {
    opened.value.close();
  }
}
