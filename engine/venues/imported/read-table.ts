import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { BarRows } from './bar-rows.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { LevelRows } from './level-rows.ts';
import { RowCells } from './row-cells.ts';
import type { ReaderParts, RowReader } from './row-reader.ts';
import { SnapshotRows } from './snapshot-rows.ts';
import type { Steps } from './steps.ts';
import { type RowProblem, RowRuleError, type TableRow, type TableSource } from './table-row.ts';
import { TradeRows } from './trade-rows.ts';

/** How a table is read. */
export interface ReadTableOptions {
  readonly instrument: InstrumentId;
  readonly mapping: ColumnMapping;
  readonly steps: Steps;
  /** Told of every row that breaks a rule; such a row is left out. Throw to end the reading. */
  readonly onProblem: (problem: RowProblem) => void;
  /** Reads only so many rows. */
  readonly mostRows?: number;
}

/** Events of some rows. */
export interface TableEvents {
  readonly events: readonly MarketEvent[];
  /** Rows read so far, those left out included. */
  readonly rows: number;
}

/**
 * Reads a table in order, row by row, and answers with the events in pieces. The same table gives the
 * same events and the same problems every time.
 * @yields {TableEvents} the events of some rows.
 * @throws {TableError} when the file cannot be read on.
 */
export async function* readTable(
  source: TableSource,
  options: ReadTableOptions,
): AsyncGenerator<TableEvents> {
  const { instrument, mapping, mostRows = Infinity, onProblem, steps } = options;
  const { header, path } = source;
  const cells = new RowCells(mapping, header);
  const reader = readerOf({ instrument, mapping, header, steps });
  let rows = 0;
  for await (const batch of source.rows()) {
    const taken = batch.slice(0, mostRows - rows);
    const events = taken.flatMap((row) =>
      eventsOf(row, cells, reader, (rule) => onProblem({ path, rule, line: row.line })),
    );
    rows += taken.length;
    yield { events, rows };
    if (rows >= mostRows) break;
  }
  yield { events: reader.rest(), rows };
}

function eventsOf(
  row: TableRow,
  cells: RowCells,
  reader: RowReader,
  onBroken: (rule: string) => void,
): readonly MarketEvent[] {
  try {
    cells.take(row.cells);
    return reader.read(cells);
  } catch (error) {
    if (!(error instanceof RowRuleError)) throw error;
    reader.missed(row.line);
    onBroken(error.message);
    return [];
  }
}

function readerOf(parts: ReaderParts): RowReader {
  switch (parts.mapping.kind) {
    case 'bars':
      return new BarRows(parts);
    case 'trades':
      return new TradeRows(parts);
    case 'book-levels':
      return new LevelRows(parts);
    case 'book-snapshots':
    case 'quotes':
      return new SnapshotRows(parts);
  }
}
