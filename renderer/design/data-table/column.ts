import type { ReactNode } from 'react';

/** One column of a table: what it is called, how wide it is and how a row is written in it. */
export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** Written small behind the header, so that cells hold numbers alone. */
  readonly unit?: string | undefined;
  /** Least width in pixels; what is left over is shared by `grow`. */
  readonly width: number;
  readonly grow?: number;
  readonly isNumber?: boolean;
  /** The cell as plain text: what is shown unless `render` says otherwise, and what is copied. */
  text(row: Row): string;
  render?(row: Row): ReactNode;
  /** What rows are ordered by when the header is pressed. */
  sortBy?(row: Row): number | string;
}

/** The rows as tab-separated text with a header line, as spreadsheets paste it. */
export function tableText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const header = columns.map(({ header: name, unit }) => (unit === undefined ? name : `${name} (${unit})`));
  const lines = rows.map((row) => columns.map((column) => safeCell(column.text(row))));
  return [header, ...lines].map((cells) => cells.join('\t')).join('\n');
}

/** A cell must not start a formula in the spreadsheet it is pasted into; numbers stay numbers. */
function safeCell(text: string): string {
  const flat = text.replaceAll(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(flat) && !/^[+-]?[\d.,\u00A0\u202F]+\s?%?$/.test(flat) ? `'${flat}` : flat;
}

/** The rows in the order of a column; without one they stay as they are. */
export function sortedRows<Row>(
  rows: readonly Row[],
  column: Column<Row> | undefined,
  isDescending: boolean,
): readonly Row[] {
  if (column?.sortBy === undefined) return rows;
  const sign = isDescending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, by: column.sortBy?.(row) ?? '' }));
  return keyed.sort((a, b) => (a.by === b.by ? 0 : (a.by < b.by ? -1 : 1) * sign)).map(({ row }) => row);
}
