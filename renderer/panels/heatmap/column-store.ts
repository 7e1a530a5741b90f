import type { HeatmapColumns } from '../../../engine/contract/heatmap-commands.ts';

/** One span of time as the engine told it; prices in ticks, sizes in base units. */
export interface StoredColumn {
  readonly index: number;
  /** Within sight; both 0 while no book was known. */
  readonly lowTicks: number;
  readonly highTicks: number;
  readonly bidTicks: number;
  readonly askTicks: number;
  readonly boughtBase: number;
  readonly soldBase: number;
  /** Mean prices of what was bought and sold. */
  readonly boughtTicks: number;
  readonly soldTicks: number;
  readonly ticks: Int32Array;
  readonly sizesBase: Float32Array;
}

/** Columns kept in the window: more than any panel shows at once. At 3.2 kB each less than 10 MB. */
const MOST_COLUMNS = 3000;

/** Spans of one length by their number. What was asked for and is not here is a gap. */
export class ColumnStore {
  readonly columnMs: number;
  readonly #columns = new Map<number, StoredColumn>();
  #forming: StoredColumn | undefined;
  #complete: readonly (readonly [from: number, to: number])[] = [];

  constructor(columnMs: number) {
    this.columnMs = columnMs;
  }

  /** The span that has not ended; undefined before the first update. */
  get forming(): StoredColumn | undefined {
    return this.#forming;
  }

  /** Takes in spans that ended. */
  add(columns: HeatmapColumns): void {
    for (const at of columns.times.keys()) {
      const column = columnAt(columns, at);
      this.#columns.set(column.index, column);
    }
    for (const index of this.#columns.keys()) {
      if (this.#columns.size <= MOST_COLUMNS) return;
      this.#columns.delete(index);
    }
  }

  setForming(columns: HeatmapColumns): void {
    this.#forming = columns.times.length > 0 ? columnAt(columns, 0) : undefined;
  }

  /** Says that everything known of spans `from` up to, not including, `to` has been told. */
  markComplete(from: number, to: number): void {
    if (from >= to) return;
    const ranges = [...this.#complete, [from, to] as const].toSorted(([a], [b]) => a - b);
    const joined: [number, number][] = [];
    for (const [begin, end] of ranges) {
      const last = joined.at(-1);
      if (last !== undefined && begin <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([begin, end]);
    }
    this.#complete = joined;
  }

  isComplete(index: number): boolean {
    return this.#complete.some(([from, to]) => index >= from && index < to);
  }

  /** The last run of spans in the range that nobody has told anything about; undefined when there is none. */
  firstMissing(from: number, to: number): readonly [from: number, to: number] | undefined {
    let end = to;
    for (const [begin, until] of this.#complete.toReversed()) {
      if (until < end) return [Math.max(from, until), end];
      if (begin < end) end = begin;
      if (end <= from) return undefined;
    }
    return end > from ? [from, end] : undefined;
  }

  at(index: number): StoredColumn | undefined {
    const { forming } = this;
    // What ended is told whole; how it stood before may be some trades short.
    return this.#columns.get(index) ?? (forming?.index === index ? forming : undefined);
  }
}

// Plain numbers and two short lists: a thousand views of shared buffers would weigh more than what they show.
function columnAt(columns: HeatmapColumns, at: number): StoredColumn {
  const number = (list: ArrayLike<number>) => list[at] ?? 0;
  const begin = number(columns.starts);
  const end = columns.starts[at + 1] ?? begin;
  return {
    index: Math.round(number(columns.times) / columns.columnMs),
    lowTicks: number(columns.lowTicks),
    highTicks: number(columns.highTicks),
    bidTicks: number(columns.bidTicks),
    askTicks: number(columns.askTicks),
    boughtBase: number(columns.boughtBase),
    soldBase: number(columns.soldBase),
    boughtTicks: number(columns.boughtTicks),
    soldTicks: number(columns.soldTicks),
    ticks: columns.ticks.slice(begin, end),
    sizesBase: columns.sizesBase.slice(begin, end),
  };
}

/** Whether a book was known in the span; without one nothing may be said about sizes. */
export const hasBook = ({ highTicks }: StoredColumn): boolean => highTicks > 0;

/** Adds what rested in each row of a column: `sums[topRow - row]`, base units. */
export function addRows(
  { sizesBase, ticks }: StoredColumn,
  rows: { readonly topRow: number; readonly rowTicks: number },
  sums: Float32Array,
): void {
  for (let place = 0; place < ticks.length; place += 1) {
    const row = rows.topRow - Math.floor((ticks[place] as number) / rows.rowTicks);
    if (row >= 0 && row < sums.length) sums[row] = (sums[row] as number) + (sizesBase[place] as number);
  }
}

/** What rested in one row, base units; undefined where that is not known. */
export function sizeInRow(
  column: StoredColumn | undefined,
  row: number,
  rowTicks: number,
): number | undefined {
  if (column === undefined || !hasBook(column)) return undefined;
  const isInSight = (row + 1) * rowTicks > column.lowTicks && row * rowTicks <= column.highTicks;
  if (!isInSight) return undefined;
  const sums = new Float32Array(1);
  addRows(column, { topRow: row, rowTicks }, sums);
  return sums[0] ?? 0;
}
