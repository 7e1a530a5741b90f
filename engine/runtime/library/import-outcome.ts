import { basename } from 'node:path';
import type { ImportReportView, RowProblemView } from '../../contract/library-views.ts';
import type { RowProblem } from '../../venues/imported/table-row.ts';

/** How many problems a report tells by line; all are counted. */
const MOST_PROBLEMS = 100;

/** Rows that broke a rule: all counted, the first hundred kept. */
export class ProblemList {
  readonly first: RowProblemView[] = [];
  count = 0;

  add({ path, line, rule }: RowProblem): void {
    this.count += 1;
    if (this.first.length < MOST_PROBLEMS) this.first.push({ file: basename(path), line, rule });
  }
}

/** What an import that kept nothing says. */
export const nothingKept = (
  outcome: 'refused' | 'canceled' | 'failed',
  detail: string,
  problems: readonly RowProblemView[] = [],
): ImportReportView => ({
  outcome,
  detail: `${detail} Nothing was imported.`,
  instruments: [],
  days: [],
  rowsRead: 0,
  eventsKept: 0,
  rowsSkipped: 0,
  sizesCut: 0,
  problems,
});

/** What an import says that the archive ends by itself. */
export const interrupted = (detail: string): ImportReportView => ({
  ...nothingKept('failed', ''),
  detail: `${detail}.`,
});

/** The first broken row and how many there are. */
export function refusalOf(problems: ProblemList): string {
  const [first] = problems.first;
  const others = problems.count > 1 ? ` ${problems.count - 1} more rows break a rule.` : '';
  return first ? `${first.file} line ${first.line}: ${first.rule}.${others}` : '';
}
