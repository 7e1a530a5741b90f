import { setImmediate } from 'node:timers/promises';
import type { Journal } from '../journal/journal.ts';
import type { JournalScope } from '../journal/queries/scope.ts';
import { reportOf } from './build-report.ts';
import { csvFiles } from './files/csv-files.ts';
import { jsonFile } from './files/json-file.ts';
import { type History, readHistory } from './history.ts';
import { htmlFile } from './html/html-file.ts';
import type { Report } from './report.ts';
import type { ReportFile, ReportFormat } from './report-file.ts';
import { fileNamePrefix } from './report-heading.ts';

/** Who watches the work and may stop it. */
export interface ReportObserver {
  /** `share` runs from 0 to 1. */
  onProgress?(share: number, detail: string): void;
  /** Asked often; true ends the work without a file. */
  shouldStop?(): boolean;
}

/**
 * Builds the report of a scope in the formats asked for: CSV is five files, the others one each. The
 * same journal gives the same bytes. Gives way to other work between short steps. Undefined when it was
 * stopped.
 * @throws {RangeError} when the scope holds no session.
 */
export async function buildReportFiles(
  journal: Journal,
  scope: JournalScope,
  formats: readonly ReportFormat[],
  observer: ReportObserver = {},
): Promise<readonly ReportFile[] | undefined> {
  const progress = (share: number, detail: string): void => observer.onProgress?.(share, detail);
  progress(0, 'reading the journal');
  const history = await unhurried(readHistory(journal, scope), observer);
  if (!history) return undefined;
  progress(0.4, 'computing statistics');
  const report = await unhurried(reportOf(history), observer);
  if (!report) return undefined;
  const files: ReportFile[] = [];
  const asked = [...new Set(formats)];
  for (const [index, format] of asked.entries()) {
    progress(0.6 + (0.4 * index) / asked.length, `writing ${format}`);
    const written = await filesOf(format, { history, report, observer });
    if (!written) return undefined;
    files.push(...written);
  }
  progress(1, 'done');
  return files;
}

interface Writing {
  readonly history: History;
  readonly report: Report;
  readonly observer: ReportObserver;
}

async function filesOf(
  format: ReportFormat,
  { history, report, observer }: Writing,
): Promise<readonly ReportFile[] | undefined> {
  const prefix = fileNamePrefix(report);
  await setImmediate();
  if (observer.shouldStop?.()) return undefined;
  switch (format) {
    case 'csv':
      return unhurried(csvFiles(history, prefix), observer);
    case 'json':
      return [jsonFile(report, `${prefix}.json`)];
    case 'html':
      return [htmlFile(report, `${prefix}.html`)];
    case 'pdf': {
      // Loaded when it is needed: its fonts are large and most sessions never print.
      const { pdfFile } = await import('./pdf/pdf-file.ts');
      return [await pdfFile(report, `${prefix}.pdf`)];
    }
  }
}

/** Runs a computation step by step and lets others work in between; undefined when it was stopped. */
async function unhurried<Result>(
  steps: Generator<undefined, Result, undefined>,
  observer: ReportObserver,
): Promise<Result | undefined> {
  for (;;) {
    if (observer.shouldStop?.()) return undefined;
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}
