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

function addTo(row: BarRow, field: number, amount: number): void {
  row[field] = (row[field] as number) + amount;
}

/** Rows in pieces of 1,024, so that growing copies nothing and old pieces can be let go. */
export class BarRows {
  readonly #chunks: (Float64Array | undefined)[] = [];
  #length = 0;

  /** Rows ever appended, those let go included. */
  get length(): number {
    return this.#length;
  }

  /** Copies a row to the end and answers with the view of it there. */
  append(row: BarRow): BarRow {
    const place = this.#length;
    if ((place & (CHUNK_ROWS - 1)) === 0) this.#chunks.push(new Float64Array(CHUNK_ROWS * WIDTH));
    this.#length += 1;
    const kept = this.at(place);
    kept.set(row);
    return kept;
  }

  /** A view of one row: writing to it changes the row. The row must be there still. */
  at(place: number): BarRow {
    const chunk = this.#chunks[place >>> CHUNK_BITS];
    if (chunk === undefined || place >= this.#length)
      throw new RangeError(`a row must be kept still, ${place} of ${this.#length} is not`);
    const start = (place & (CHUNK_ROWS - 1)) * WIDTH;
    return chunk.subarray(start, start + WIDTH);
  }

  /** Lets go of whole pieces before `place`. */
  forget(place: number): void {
    for (let chunk = (place >>> CHUNK_BITS) - 1; chunk >= 0 && this.#chunks[chunk]; chunk -= 1)
      this.#chunks[chunk] = undefined;
  }
}
