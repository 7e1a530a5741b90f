import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ReportFormat } from '../contract/host-control.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalScope } from '../journal/queries/scope.ts';
import { buildReportFiles } from '../reports/build-report-files.ts';
import { UsageError } from './arguments.ts';
import type { Console } from './console.ts';
import { ProgressBar } from './progress.ts';

const FORMATS: readonly ReportFormat[] = ['csv', 'json', 'html', 'pdf'];

/** @throws {UsageError} for a format nobody writes. */
export function readFormats(text: string): ReportFormat[] {
  const wanted = text.split(',').map((part) => part.trim());
  for (const format of wanted) {
    if (!FORMATS.some((known) => known === format)) {
      throw new UsageError(`--format must be some of ${FORMATS.join(',')}, was ${JSON.stringify(format)}`);
    }
  }
  return FORMATS.filter((format) => wanted.includes(format));
}

/** Builds the report and writes its files into a folder; answers with their paths, or undefined when interrupted. */
export async function writeReport(
  console: Console,
  journal: Journal,
  scope: JournalScope,
  target: { readonly formats: readonly ReportFormat[]; readonly folder: string },
): Promise<readonly string[] | undefined> {
  const bar = new ProgressBar(console.screen, console.clock.monotonicMs);
  const files = await buildReportFiles(journal, scope, target.formats, {
    onProgress: (share, detail) => bar.show(share, detail),
    shouldStop: console.isInterrupted,
  });
  bar.end();
  if (!files) return undefined;
  mkdirSync(target.folder, { recursive: true });
  return files.map(({ bytes, name }) => {
    const path = resolve(join(target.folder, name));
    writeFileSync(path, bytes);
    return path;
  });
}
