/**
 * What the rows of a table are: bars; prints; one changed price level a row; the best levels of the
 * whole book a row; the best bid and ask a row.
 */
export type TableKind = 'bars' | 'trades' | 'book-levels' | 'book-snapshots' | 'quotes';

/** How a table writes a moment: a number since 1970 in this unit, or text such as `2024-08-08T23:54:15Z`. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns' | 'iso';

/** What a column can mean. */
export type TableField =
  | 'time'
  | 'receivedTime'
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'volume'
  | 'price'
  | 'size'
  | 'side'
  | 'tradeId'
  | 'isSnapshot'
  | 'updateId'
  | 'bidPrice'
  | 'bidSize'
  | 'askPrice'
  | 'askSize';

/** Which column of a table means what, and how its words and times are to be read. */
export interface ColumnMapping {
  readonly kind: TableKind;
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly timeUnit: TimeUnit;
  /** Added to every time: a bar-like row that is stamped with its begin is known only at its end. */
  readonly timeShiftMs: number;
  /**
   * Column name of each field. For `book-snapshots` the four level fields name their columns with `#`
   * in place of the level's number: `bids[#].price`.
   */
  readonly columns: Readonly<Partial<Record<TableField, string>>>;
  /** Words of the side column, lower case. Of prints: who crossed the spread. Of levels: buy is the bid. */
  readonly buyWords: readonly string[];
  readonly sellWords: readonly string[];
  /** Words of the snapshot column that mean the row belongs to a whole book. */
  readonly snapshotWords: readonly string[];
  /** Period of a bar in ms; 0 for other kinds. */
  readonly intervalMs: number;
}

/** Fields a table of a kind must have, and those it may have. */
export const FIELDS_OF: Readonly<
  Record<TableKind, { readonly required: readonly TableField[]; readonly optional: readonly TableField[] }>
> = {
  bars: { required: ['time', 'open', 'high', 'low', 'close', 'volume'], optional: [] },
  trades: { required: ['time', 'price', 'size', 'side'], optional: ['receivedTime', 'tradeId'] },
  'book-levels': {
    required: ['time', 'price', 'size', 'side'],
    optional: ['receivedTime', 'isSnapshot', 'updateId'],
  },
  'book-snapshots': {
    required: ['time', 'bidPrice', 'bidSize', 'askPrice', 'askSize'],
    optional: ['receivedTime', 'updateId'],
  },
  quotes: {
    required: ['time', 'bidPrice', 'bidSize', 'askPrice', 'askSize'],
    optional: ['receivedTime', 'updateId'],
  },
};

/** The fields a mapping still has to name, and those that name a column the table does not have. */
export function mappingFaults(mapping: ColumnMapping, header: readonly string[]): readonly string[] {
  const { required, optional } = FIELDS_OF[mapping.kind];
  const missing = required
    .filter((field) => mapping.columns[field] === undefined)
    .map((field) => `${field} has no column`);
  const unknown = [...required, ...optional].flatMap((field) => {
    const column = mapping.columns[field];
    if (column === undefined || hasColumn(header, column)) return [];
    return [`${field} is to be read from ${JSON.stringify(column)}, which the table does not have`];
  });
  const period =
    mapping.kind === 'bars' && mapping.intervalMs < 1 ? ['the period of a bar is not known'] : [];
  return [...missing, ...unknown, ...period];
}

/** A name with `#` stands for the columns of level 0, 1, 2, … */
const hasColumn = (header: readonly string[], column: string): boolean =>
  header.includes(column) || (column.includes('#') && header.includes(column.replace('#', '0')));
