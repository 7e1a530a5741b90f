import type { HeatmapColumns } from '../../contract/heatmap-commands.ts';
import type { BookColumn } from '../../market/heatmap/book-column.ts';
import type { TradedSpan } from '../../market/heatmap/traded-spans.ts';

/** The spans of one answer: books and trades by the span's number. */
export interface HeatmapSpans {
  readonly columnMs: number;
  /** Base units of one lot. */
  readonly lotValue: number;
  readonly books: readonly BookColumn[];
  readonly traded: ReadonlyMap<number, TradedSpan>;
}

/** Packs spans for the window, oldest first. */
export function heatmapColumns({ books, columnMs, lotValue, traded }: HeatmapSpans): HeatmapColumns {
  const bookOf = new Map(books.map((book) => [book.index, book]));
  const indexes = [...new Set([...bookOf.keys(), ...traded.keys()])].toSorted((a, b) => a - b);
  const columns = emptyColumns(
    columnMs,
    indexes.length,
    books.reduce((sum, { ticks }) => sum + ticks.length, 0),
  );
  let row = 0;
  for (const [at, index] of indexes.entries()) {
    columns.times[at] = index * columnMs;
    columns.starts[at] = row;
    const book = bookOf.get(index);
    if (book !== undefined) row = putBook(columns, { at, row, book, lotValue });
    const span = traded.get(index);
    if (span !== undefined) putTraded(columns, at, span, lotValue);
  }
  columns.starts[indexes.length] = row;
  return columns;
}

function emptyColumns(columnMs: number, count: number, rows: number): HeatmapColumns {
  return {
    columnMs,
    times: new Float64Array(count),
    lowTicks: new Int32Array(count),
    highTicks: new Int32Array(count),
    bidTicks: new Int32Array(count),
    askTicks: new Int32Array(count),
    boughtBase: new Float32Array(count),
    soldBase: new Float32Array(count),
    boughtTicks: new Float64Array(count),
    soldTicks: new Float64Array(count),
    starts: new Uint32Array(count + 1),
    ticks: new Int32Array(rows),
    sizesBase: new Float32Array(rows),
  };
}

interface BookPlace {
  readonly at: number;
  readonly row: number;
  readonly book: BookColumn;
  readonly lotValue: number;
}

/** Answers where the next rows begin. */
function putBook(columns: HeatmapColumns, { at, book, lotValue, row }: BookPlace): number {
  columns.lowTicks[at] = book.lowTicks;
  columns.highTicks[at] = book.highTicks;
  columns.bidTicks[at] = book.bidTicks;
  columns.askTicks[at] = book.askTicks;
  columns.ticks.set(book.ticks, row);
  for (let place = 0; place < book.lots.length; place += 1)
    columns.sizesBase[row + place] = (book.lots[place] as number) * lotValue;
  return row + book.ticks.length;
}

function putTraded(columns: HeatmapColumns, at: number, span: TradedSpan, lotValue: number): void {
  columns.boughtBase[at] = span.boughtLots * lotValue;
  columns.soldBase[at] = span.soldLots * lotValue;
  columns.boughtTicks[at] = span.boughtLots > 0 ? span.boughtLotTicks / span.boughtLots : 0;
  columns.soldTicks[at] = span.soldLots > 0 ? span.soldLotTicks / span.soldLots : 0;
}
