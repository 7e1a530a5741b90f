import { BAR_FIELDS, type ChartBar, FIELD } from './chart-bar.ts';

const WIDTH = BAR_FIELDS.length;
const CHUNK_BITS = 10;
const CHUNK_ROWS = 1 << CHUNK_BITS;

/** One bar, or several as one, as numbers in the order of `BAR_FIELDS`. */
export type BarRow = Float64Array;

export const emptyRow = (): BarRow => new Float64Array(WIDTH);
/** Where a join in front is worked out; nothing of it is kept. */
const SPARE = emptyRow();

/** Writes a bar into a row. */
export function writeRow(row: BarRow, bar: ChartBar): void {
  for (let place = 0; place < WIDTH; place += 1) row[place] = bar[BAR_FIELDS[place] as keyof ChartBar];
}

/** A row as a bar. */
export const barOf = (row: BarRow): ChartBar =>
  Object.fromEntries(BAR_FIELDS.map((name, place) => [name, row[place]])) as unknown as ChartBar;

const { buyBase, close, closeTime, high, knownBase, low, paidQuote, scatter, tradeCount, volumeBase } = FIELD;

/** Puts the bar that follows into `row`. The scatter of both is joined around their common mean price. */
export function joinRow(row: BarRow, next: BarRow): void {
  const ownBase = row[volumeBase] as number;
  const nextBase = next[volumeBase] as number;
  if (ownBase > 0 && nextBase > 0) {
    const distance = (next[paidQuote] as number) / nextBase - (row[paidQuote] as number) / ownBase;
    addTo(row, scatter, (distance * distance * ownBase * nextBase) / (ownBase + nextBase));
  }
  row[closeTime] = next[closeTime] as number;
  row[close] = next[close] as number;
  if ((next[high] as number) > (row[high] as number)) row[high] = next[high] as number;
  if ((next[low] as number) < (row[low] as number)) row[low] = next[low] as number;
  addTo(row, volumeBase, nextBase);
  addTo(row, knownBase, next[knownBase] as number);
  addTo(row, buyBase, next[buyBase] as number);
  addTo(row, tradeCount, next[tradeCount] as number);
  addTo(row, paidQuote, next[paidQuote] as number);
  addTo(row, scatter, next[scatter] as number);
}

/** Puts the bar that comes before into `row`, with the same numbers as when `row` is joined to that one. */
export function joinInFront(row: BarRow, before: BarRow): void {
  SPARE.set(before);
  joinRow(SPARE, row);
  row.set(SPARE);
}

function addTo(row: BarRow, field: number, amount: number): void {
  row[field] = (row[field] as number) + amount;
}

/**
 * Rows in pieces of 1,024 with places that never change, so that growing at either end copies nothing and
 * old pieces can be let go.
 */
export class BarRows {
  readonly #chunks: (Float64Array | undefined)[] = [];
  #first: number;
  #end: number;

  /** The first row appended has the place `start`; as many can be put in front of it. */
  constructor(start = 0) {
    this.#first = start;
    this.#end = start;
  }

  /** The place after the newest row. */
  get end(): number {
    return this.#end;
  }

  /** Copies a row to the end and answers with the view of it there. */
  append(row: BarRow): BarRow {
    this.#end += 1;
    return this.#put(this.#end - 1, row);
  }

  /** Copies a row in front of the oldest. */
  prepend(row: BarRow): void {
    this.#first -= 1;
    this.#put(this.#first, row);
  }

  /** A view of one row: writing to it changes the row. The row must be there still. */
  at(place: number): BarRow {
    const chunk = this.#chunks[place >>> CHUNK_BITS];
    if (chunk === undefined || place >= this.#end || place < this.#first)
      throw new RangeError(`a row must be kept still, ${place} of ${this.#first} to ${this.#end} is not`);
    const start = (place & (CHUNK_ROWS - 1)) * WIDTH;
    return chunk.subarray(start, start + WIDTH);
  }

  /** Lets go of whole pieces before `place`. */
  forget(place: number): void {
    for (let chunk = (place >>> CHUNK_BITS) - 1; chunk >= 0 && this.#chunks[chunk]; chunk -= 1)
      this.#chunks[chunk] = undefined;
  }

  #put(place: number, row: BarRow): BarRow {
    this.#chunks[place >>> CHUNK_BITS] ??= new Float64Array(CHUNK_ROWS * WIDTH);
    const kept = this.at(place);
    kept.set(row);
    return kept;
  }
}
