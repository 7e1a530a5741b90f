import type { ColumnMapping } from '../../venues/imported/column-mapping.ts';
import { readTable } from '../../venues/imported/read-table.ts';
import type { Steps } from '../../venues/imported/steps.ts';
import type { TableSource } from '../../venues/imported/table-row.ts';
import type { ProblemList } from './import-outcome.ts';
import { checkWanted, type TaskWatch } from './task-watch.ts';

/** A table that was read from its first row to its last without keeping any. */
export interface ScannedTable {
  readonly source: TableSource;
  readonly rows: number;
  /** Of its first and last event, by arrival; undefined for a table without a good row. */
  readonly firstTime: number | undefined;
  readonly lastTime: number;
}

export interface ScanOptions {
  readonly mapping: ColumnMapping;
  readonly instrument: string;
  readonly steps: Steps;
  readonly problems: ProblemList;
  readonly watch: TaskWatch;
  /** Tells how far this table is, 0 to 1. */
  readonly onShare: (share: number) => void;
}

/** Reads a table to learn whether it keeps the rules, from when to when it is and how fine its numbers are. */
export async function scanTable(source: TableSource, options: ScanOptions): Promise<ScannedTable> {
  const { instrument, mapping, onShare, problems, steps, watch } = options;
  let rows = 0;
  let firstTime: number | undefined;
  let lastTime = 0;
  const reading = readTable(source, {
    instrument,
    mapping,
    steps,
    onProblem: (problem) => problems.add(problem),
  });
  for await (const piece of reading) {
    checkWanted(watch);
    rows = piece.rows;
    firstTime ??= piece.events[0]?.time;
    lastTime = piece.events.at(-1)?.time ?? lastTime;
    onShare(source.progress);
  }
  return { source, rows, firstTime, lastTime };
}
