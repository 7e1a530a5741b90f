/** Longest delay that is drawn, in ms: what takes longer has not arrived. */
export const LONGEST_DELAY_MS = 60_000;
/** Most delays of each kind that a session keeps; of more, so many in even steps through all of them in order. */
export const MOST_DELAYS = 1_000;

/** The three delays by their column in a table of measured ones. */
const COLUMNS = { feed_ms: 'feedMs', order_ms: 'orderMs', response_ms: 'responseMs' } as const;

type DelayName = (typeof COLUMNS)[keyof typeof COLUMNS];

/** Delays that were measured, in whole ms, sorted: market to us, us to venue, venue to us. */
export type MeasuredDelays = Readonly<Record<DelayName, readonly number[]>>;

/** What a table held, or which rule it breaks, where, and with which value. */
export type ReadDelays =
  | { readonly ok: true; readonly delays: MeasuredDelays }
  | { readonly ok: false; readonly because: string };

/**
 * Reads a table of measured delays: a first line that names its columns (`feed_ms`, `order_ms`, `response_ms`, any of
 * them, in any order), then a measurement a line, in ms, rounded to whole ones. A cell may be empty. A column that is
 * not there is no error: that delay stays what it is otherwise, in `constant`.
 */
export function readMeasuredDelays(text: string, constant: Readonly<Record<DelayName, number>>): ReadDelays {
  const [head = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = cellsOf(head);
  const unknown = names.find((name) => !Object.hasOwn(COLUMNS, name));
  if (unknown !== undefined)
    return refused(
      `line 1: a column must be one of ${Object.keys(COLUMNS).join(', ')}, was ${JSON.stringify(unknown)}`,
    );
  const columns = names as (keyof typeof COLUMNS)[];
  if (new Set(columns).size < columns.length)
    return refused(`line 1: each column may be there once, was ${head.trim()}`);
  const found: Record<DelayName, number[]> = { feedMs: [], orderMs: [], responseMs: [] };
  for (const [index, row] of rows.entries()) {
    const problem = row.trim() === '' ? undefined : takeRow(row, columns, found);
    if (problem !== undefined) return refused(`line ${index + 2}: ${problem}`);
  }
  const empty = columns.find((column) => found[COLUMNS[column]].length === 0);
  if (empty !== undefined) return refused(`${empty} must hold a delay to draw from, held none`);
  const of = (name: DelayName) => (found[name].length === 0 ? [constant[name]] : thinned(found[name]));
  return { ok: true, delays: { feedMs: of('feedMs'), orderMs: of('orderMs'), responseMs: of('responseMs') } };
}

/** Sorted, and no more than a session keeps, in even steps from the least to the most. */
export function thinned(delays: readonly number[], most = MOST_DELAYS): readonly number[] {
  const sorted = delays.toSorted((a, b) => a - b);
  if (sorted.length <= most) return sorted;
  const step = (sorted.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => sorted[Math.round(at * step)] as number);
}

const refused = (because: string): ReadDelays => ({ ok: false, because });

const cellsOf = (line: string): string[] => line.split(/[,;\t]/).map((cell) => cell.trim());

function takeRow(
  row: string,
  columns: readonly (keyof typeof COLUMNS)[],
  found: Readonly<Record<DelayName, number[]>>,
): string | undefined {
  const cells = cellsOf(row);
  if (cells.length > columns.length)
    return `there must be no more than ${columns.length} cells, were ${cells.length}`;
  for (const [index, cell] of cells.entries()) {
    if (cell === '') continue;
    const column = columns[index] as keyof typeof COLUMNS;
    const ms = Number(cell);
    if (!/^\d+(\.\d+)?$/.test(cell) || ms > LONGEST_DELAY_MS)
      return `${column} must be ms from 0 to ${LONGEST_DELAY_MS}, was ${JSON.stringify(cell)}`;
    found[COLUMNS[column]].push(Math.round(ms));
  }
  return undefined;
}
