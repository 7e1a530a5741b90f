import { existsSync } from 'node:fs';
import type { ArchiveReader, DayKey } from '../../archive/archive.ts';
import type { ImportPreviewView, ImportReportView, LibraryView } from '../../contract/library-views.ts';
import type { ColumnMappingView } from '../../contract/column-mapping.ts';
import { rawDays } from '../../archive/raw/raw-day.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { freeBytesAt } from '../disk/free-bytes.ts';
import type { Jobs } from '../jobs.ts';
import { ArchiveReplay } from './archive-replay.ts';
import { dayView, growingDays, holdsRows } from './day-view.ts';
import type { ExportReport, ExportRequest } from './export-days.ts';
import { nothingKept } from './import-outcome.ts';
import type { LibraryTask, LibraryTaskResult, Looked } from './library-task.ts';
import type { ReplaySource } from './replay-source.ts';
import { runLibraryTask } from './run-library-task.ts';
import { withoutFolders } from './without-folders.ts';

/** Whom the library works for: it shows long work and is told what happened. */
export interface LibraryOwner {
  readonly jobs: Jobs;
  readonly session: { readonly description: Pick<SessionDescription, 'sessionId'> };
  log(level: 'info' | 'warning', text: string): void;
}

/** Files that were chosen for an import, and how it went. */
interface ChosenFiles {
  readonly paths: readonly string[];
  report: ImportReportView | null;
}

/** Kept market data as the workstation serves it: what there is, imports, exports, deletion and replay. */
export class Library {
  readonly #folder: string;
  readonly #owner: LibraryOwner;
  readonly #chosen = new Map<string, ChosenFiles>();
  #reader: Promise<Looked<ArchiveReader>> | undefined;

  /** `folder` is that of the archive. */
  constructor(folder: string, owner: LibraryOwner) {
    this.#folder = folder;
    this.#owner = owner;
  }

  async view(): Promise<Looked<LibraryView>> {
    return this.#withReader(async (reader) => {
      const days = await reader.inventory();
      if (!days.ok) return { ok: false, detail: withoutFolders(days.failure.detail, [this.#folder]) };
      const growing = growingDays(days.value, this.#owner.session.description.sessionId);
      const views = days.value.filter(holdsRows).map((day) => dayView(day, growing.has(day)));
      const bytes = views.reduce((sum, day) => sum + day.bytes, 0);
      const rawBytes = rawDays(this.#folder).reduce((sum, day) => sum + day.bytes, 0);
      return { ok: true, value: { days: views, bytes, rawBytes, freeBytes: this.#freeBytes() } };
    });
  }

  /** Files the person chose in the host's dialog; the window knows them by `importId` alone. */
  chooseFiles(importId: string, paths: readonly string[]): void {
    this.#chosen.set(importId, { paths, report: null });
  }

  async preview(importId: string, mapping?: ColumnMappingView): Promise<Looked<ImportPreviewView>> {
    const chosen = this.#chosen.get(importId);
    if (!chosen) return noFiles(importId);
    const task = { kind: 'preview', paths: chosen.paths, ...(mapping ? { mapping } : {}) } as const;
    return runLibraryTask(task, quiet).result;
  }

  /** Begins an import as a job; its end is told by the job and by `report`. */
  startImport(
    jobId: string,
    importId: string,
    taskOf: (paths: readonly string[], archive: string) => ImportTask,
  ): boolean {
    const chosen = this.#chosen.get(importId);
    if (!chosen) return false;
    chosen.report = null;
    const task = taskOf(chosen.paths, this.#folder);
    void this.#import(jobId, task, chosen);
    return true;
  }

  report(importId: string): ImportReportView | null {
    return this.#chosen.get(importId)?.report ?? null;
  }

  async exportDays(jobId: string, request: ExportRequest): Promise<ExportReport> {
    const task = { kind: 'export', archive: this.#folder, request } as const;
    return this.#job(jobId, 'Export', task, (report) =>
      report.ok ? { state: 'done', detail: `${report.files.length} files` } : endOf(report.detail),
    );
  }

  /** Empty, or why not every day was deleted. */
  async removeDays(days: readonly DayKey[]): Promise<string> {
    return runLibraryTask({ kind: 'remove', archive: this.#folder, days }, quiet).result;
  }

  /** Empty, or why a day could not be measured. */
  async measureDay(key: DayKey): Promise<string> {
    return runLibraryTask({ kind: 'measure', archive: this.#folder, days: [key] }, quiet).result;
  }

  async replayOf(days: readonly DayKey[]): Promise<Looked<ReplaySource>> {
    return this.#withReader(async (reader) => {
      const onFailure = (detail: string) =>
        this.#owner.log(
          'warning',
          `the replay lost an instrument: ${withoutFolders(detail, [this.#folder])}`,
        );
      return { ok: true, value: new ArchiveReplay({ reader, days, onFailure }) };
    });
  }

  /** Reads the archive for somebody else; a failure does not name its folder. */
  async read<Value>(work: (reader: ArchiveReader) => Promise<Looked<Value>>): Promise<Looked<Value>> {
    const looked = await this.#withReader(work);
    return looked.ok ? looked : { ok: false, detail: withoutFolders(looked.detail, [this.#folder]) };
  }

  async close(): Promise<void> {
    const opened = await this.#reader;
    this.#reader = undefined;
    if (opened?.ok === true) opened.value.close();
  }

  async #import(jobId: string, task: ImportTask, chosen: ChosenFiles): Promise<void> {
    try {
      chosen.report = await this.#job(jobId, 'Import', task, ({ detail, outcome }) => ({
        state: outcome === 'imported' ? 'done' : outcome === 'canceled' ? 'canceled' : 'failed',
        detail,
      }));
      this.#owner.log(chosen.report.outcome === 'imported' ? 'info' : 'warning', chosen.report.detail);
    } catch (error) {
      // The thread broke, which is a bug; what it had not published is thrown away by the archive.
      const detail = error instanceof Error ? error.message : 'the import broke';
      chosen.report = nothingKept('failed', `${detail}.`);
      this.#owner.log('warning', detail);
    }
  }

  async #job<Task extends LibraryTask>(
    jobId: string,
    title: string,
    task: Task,
    endingOf: (result: LibraryTaskResult<Task['kind']>) => JobEnd,
  ): Promise<LibraryTaskResult<Task['kind']>> {
    const job = this.#owner.jobs.start(jobId, title);
    const running = runLibraryTask(task, {
      onProgress: (share, detail) => {
        if (job.isCanceled) running.cancel();
        else job.progress(share, detail);
      },
    });
    try {
      const result = await running.result;
      const { detail, state } = endingOf(result);
      job.finish(state, detail);
      return result;
    } catch (error) {
      job.finish('failed', error instanceof Error ? error.message : 'the work broke');
      throw error;
    }
  }

  async #withReader<Value>(work: (reader: ArchiveReader) => Promise<Looked<Value>>): Promise<Looked<Value>> {
    this.#reader ??= this.#openReader();
    const opened = await this.#reader;
    if (opened.ok) return work(opened.value);
    this.#reader = undefined;
    return opened;
  }

  // Read when it is first needed: DuckDB is big, and most sessions never look into the past.
  async #openReader(): Promise<Looked<ArchiveReader>> {
    const { openArchive } = await import('../../archive/open-archive.ts');
    const opened = await openArchive(this.#folder);
    return opened.ok
      ? { ok: true, value: opened.value }
      : { ok: false, detail: withoutFolders(opened.failure.detail, [this.#folder]) };
  }

  #freeBytes(): number {
    const folder = this.#folder;
    return existsSync(folder) ? freeBytesAt(folder) : 0;
  }
}

export type ImportTask = Extract<LibraryTask, { kind: 'import-table' | 'import-capture' }>;

interface JobEnd {
  readonly state: 'done' | 'canceled' | 'failed';
  readonly detail: string;
}

const endOf = (detail: string): JobEnd => ({ state: detail === 'canceled' ? 'canceled' : 'failed', detail });
const quiet = { onProgress: () => undefined };
const noFiles = (importId: string) =>
  ({ ok: false, detail: `no files were chosen for the import ${importId}` }) as const;
