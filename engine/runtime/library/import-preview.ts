import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ColumnMappingView } from '../../contract/column-mapping.ts';
import type { ImportPreviewView } from '../../contract/library-views.ts';
import { mappingFaults } from '../../venues/imported/column-mapping.ts';
import { delimiterOf, firstLineOf } from '../../venues/imported/csv-source.ts';
import { proposeMapping } from '../../venues/imported/known-headers.ts';
import { readTable } from '../../venues/imported/read-table.ts';
import { DecimalMeter } from '../../venues/imported/steps.ts';
import { TableError, type TableSource } from '../../venues/imported/table-row.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import { guessInstrument } from './guess-instrument.ts';
import { ProblemList } from './import-outcome.ts';
import { stepsOf } from './imported-instrument.ts';
import { isParquet, openTable } from './open-table.ts';

const SHOWN_ROWS = 20;
const CHECKED_ROWS = 1000;
const SHOWN_CELL_CHARACTERS = 60;

/**
 * Looks at files before anything is imported: what they are, their first rows, a mapping and the rules the
 * first thousand rows break.
 * @throws {TableError} when the first of them cannot be read.
 */
export async function lookAtFiles(
  paths: readonly string[],
  mapping?: ColumnMappingView,
): Promise<ImportPreviewView> {
  const [first] = paths;
  if (first === undefined) throw new TableError('an import needs at least one file, had none');
  const files = paths.map((path) => ({
    name: basename(path),
    bytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0,
  }));
  const line = (await isParquet(first)) ? '' : await firstLineOf(first);
  if (line.includes('{')) return { ...nothingKnown, files, ...lookAtCapture(paths) };
  const source = await openTable(first, mapping?.delimiter);
  return { ...nothingKnown, files, ...(await lookAtTable(source, line, mapping)) };
}

const nothingKnown: ImportPreviewView = {
  files: [],
  shape: 'table',
  header: [],
  rows: [],
  mapping: null,
  faults: [],
  problems: [],
  checkedRows: 0,
  tickSize: '',
  lotSize: '',
  instruments: [],
};

function lookAtCapture(paths: readonly string[]): Partial<ImportPreviewView> {
  const opened = openRecordedFeed(paths);
  if (!opened.ok) throw new TableError(opened.failure.detail);
  const instruments = opened.feed.instruments.map(({ id }) => id);
  opened.feed.close();
  return { shape: 'capture', instruments };
}

async function lookAtTable(
  source: TableSource,
  line: string,
  said: ColumnMappingView | undefined,
): Promise<Partial<ImportPreviewView>> {
  const rows = await firstRows(source);
  const mapping = said ?? mutable(proposeMapping(source.header, rows, delimiterOf(line)));
  const guess = guessInstrument(basename(source.path), source.header, rows[0]);
  const seen = {
    header: source.header,
    rows: rows.slice(0, SHOWN_ROWS).map((cells) => cells.map((cell) => cell.slice(0, SHOWN_CELL_CHARACTERS))),
    mapping,
    instruments: guess === undefined ? [] : [guess],
  };
  const faults = mappingFaults(mapping, source.header);
  if (faults.length > 0) return { ...seen, faults };
  const problems = new ProblemList();
  const steps = new DecimalMeter();
  const onProblem = problems.add.bind(problems);
  let checkedRows = 0;
  const options = { instrument: guess ?? '', mapping, steps, onProblem, mostRows: CHECKED_ROWS };
  for await (const piece of readTable(source, options)) checkedRows = piece.rows;
  return {
    ...seen,
    problems: problems.first,
    checkedRows,
    ...(checkedRows > problems.count ? stepsOf(steps.priceDecimals, steps.sizeDecimals) : {}),
  };
}

/** The first rows, enough to see in what unit and how far apart their times are. */
async function firstRows(source: TableSource): Promise<(readonly string[])[]> {
  for await (const batch of source.rows()) {
    if (batch.length > 0) return batch.slice(0, CHECKED_ROWS).map(({ cells }) => cells);
  }
  return [];
}

const mutable = (mapping: ReturnType<typeof proposeMapping>): ColumnMappingView => ({
  ...mapping,
  columns: { ...mapping.columns },
  buyWords: [...mapping.buyWords],
  sellWords: [...mapping.sellWords],
  snapshotWords: [...mapping.snapshotWords],
});
