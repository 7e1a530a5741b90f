import type { RowKind } from './archive.ts';

/** A cell on its way into a column. Numbers are whole and safe, or doubles where the column says so. */
export type Cell = number | string | null;

/** A column of a part file. */
export interface Column {
  readonly name: string;
  readonly type: 'BIGINT' | 'SMALLINT' | 'TINYINT' | 'DOUBLE' | 'VARCHAR';
}

const column = (name: string, type: Column['type'] = 'BIGINT'): Column => ({ name, type });

/** What every row begins with: the source's number in the manifest, the event's place in it, both times. */
const EVERY_ROW = [column('source', 'SMALLINT'), column('position'), column('time'), column('venue_time')];

/** The columns of each kind of file, in order. */
export const COLUMNS: Readonly<Record<RowKind, readonly Column[]>> = {
  // `aggressor`: 1 bought, -1 sold.
  trades: [
    ...EVERY_ROW,
    column('ticks'),
    column('lots'),
    column('aggressor', 'TINYINT'),
    column('trade_id', 'VARCHAR'),
  ],
  // `side`: 1 bid, -1 ask, 0 for an event without levels. `is_snapshot`: 1 replaces the book, 0 changes it.
  book: [
    ...EVERY_ROW,
    column('update_id'),
    column('is_snapshot', 'TINYINT'),
    column('side', 'TINYINT'),
    column('ticks'),
    column('lots'),
  ],
  // `kind`: mark-price, funding, open-interest, liquidation, or `outside-number` and its name. `amount`: the
  // rate in 10^-8, the open interest, or the number.
  marks: [
    ...EVERY_ROW,
    column('kind', 'VARCHAR'),
    column('ticks'),
    column('lots'),
    column('side', 'TINYINT'),
    column('amount', 'DOUBLE'),
  ],
  bars: [
    ...EVERY_ROW,
    column('open_time'),
    column('open', 'DOUBLE'),
    column('high', 'DOUBLE'),
    column('low', 'DOUBLE'),
    column('close', 'DOUBLE'),
    column('volume_base', 'DOUBLE'),
    column('interval_ms'),
  ],
  status: [...EVERY_ROW, column('status', 'VARCHAR'), column('detail', 'VARCHAR')],
};
