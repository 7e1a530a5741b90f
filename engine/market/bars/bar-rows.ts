import { BAR_FIELDS, type ChartBar, FIELD } from './chart-bar.ts';

const WIDTH = BAR_FIELDS.length;
const CHUNK_BITS = 10;
const CHUNK_ROWS = 1 << CHUNK_BITS;

/** One bar, or several as one, as numbers in the order of `BAR_FIELDS`. */
export type BarRow = Float64Array;

export const emptyRow = (): BarRow => new Float64Array(WIDTH);

/** Writes a bar into a row. */
export function writeRow(row: BarRow, bar: ChartBar): void {
  for (let place = 0; place < WIDTH; place += 1) row[place] = bar[BAR_FIELDS[place] as keyof ChartBar];
}

/** A row as a bar. */
export const barOf = (row: BarRow): ChartBar =>
  Object.fromEntries(BAR_FIELDS.map((name, place) => [name, row[place]])) as unknown as ChartBar;

const { buyBase, close, closeTime, high, knownBase, low, open, openTime } = FIELD;
const { paidQuote, scatter, tradeCount, volumeBase } = FIELD;

/** Puts the bar that follows into `row`. */
export function joinRow(row: BarRow, next: BarRow): void {
  row[closeTime] = next[closeTime] as number;
  row[close] = next[close] as number;
  joinContent(row, next);
}

/** Puts the bar that comes before into `row`. */
export function joinInFront(row: BarRow, before: BarRow): void {
  row[openTime] = before[openTime] as number;
  row[open] = before[open] as number;
  joinContent(row, before);
}

// The scatter of both is joined around their common mean price.
function joinContent(row: BarRow, other: BarRow): void {
  const ownBase = row[volumeBase] as number;
  const otherBase = other[volumeBase] as number;
  if (ownBase > 0 && otherBase > 0) {
    const distance = (other[paidQuote] as number) / otherBase - (row[paidQuote] as number) / ownBase;
    addTo(row, scatter, (distance * distance * ownBase * otherBase) / (ownBase + otherBase));
  }
  if ((other[high] as number) > (row[high] as number)) row[high] = other[high] as number;
  if ((other[low] as number) < (row[low] as number)) row[low] = other[low] as number;
  addTo(row, volumeBase, otherBase);
  addTo(row, knownBase, other[knownBase] as number);
  addTo(row, buyBase, other[buyBase] as number);
  addTo(row, tradeCount, other[tradeCount] as number);
  addTo(row, paidQuote, other[paidQuote] as number);
  addTo(row, scatter, other[scatter] as number);
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

  /** Copies a row in front of the oldest and answers with the view of it there. */
  prepend(row: BarRow): BarRow {
    this.#first -= 1;
    return this.#put(this.#first, row);
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
