import type { BookColumn } from './book-column.ts';

/** Kept of a column beside its prices: index, number of prices, lowest, highest, best bid and best ask. */
const NUMBERS = 6;
const PAGE_COLUMNS = 64;

/** Columns side by side, so that hours of them are no more objects than a minute. */
interface Page {
  readonly numbers: Float64Array;
  readonly ticks: Int32Array;
  readonly lots: Float32Array;
}

/**
 * Columns of equal length by their number, the newest `capacity` spans of time. What is missing is a gap. What is
 * read shows what is kept: it stands until the column `capacity` spans later is put in its place.
 */
export class ColumnRing {
  readonly capacity: number;
  readonly #mostPrices: number;
  readonly #pages: (Page | undefined)[];
  #newest = -1;

  /** For columns of up to `mostPrices` prices; memory is taken page by page as they come. */
  constructor(capacity: number, mostPrices: number) {
    this.capacity = capacity;
    this.#mostPrices = mostPrices;
    this.#pages = Array.from({ length: Math.ceil(capacity / PAGE_COLUMNS) }, () => undefined);
  }

  /** @throws {RangeError} when the column has more prices than were announced. */
  put({ askTicks, bidTicks, highTicks, index, lots, lowTicks, ticks }: BookColumn): void {
    const most = this.#mostPrices;
    if (ticks.length > most)
      throw new RangeError(`a column must have at most ${most} prices, has ${ticks.length}`);
    const slot = index % this.capacity;
    const page = (this.#pages[Math.floor(slot / PAGE_COLUMNS)] ??= emptyPage(most));
    const place = slot % PAGE_COLUMNS;
    page.numbers.set([index, ticks.length, lowTicks, highTicks, bidTicks, askTicks], place * NUMBERS);
    page.ticks.set(ticks, place * most);
    page.lots.set(lots, place * most);
    this.#newest = Math.max(this.#newest, index);
  }

  at(index: number): BookColumn | undefined {
    const slot = index % this.capacity;
    const page = this.#pages[Math.floor(slot / PAGE_COLUMNS)];
    const place = slot % PAGE_COLUMNS;
    const known = page?.numbers.subarray(place * NUMBERS, (place + 1) * NUMBERS);
    if (page === undefined || known?.[0] !== index) return undefined;
    const [, count = 0, lowTicks = 0, highTicks = 0, bidTicks = 0, askTicks = 0] = known;
    const first = place * this.#mostPrices;
    const ticks = page.ticks.subarray(first, first + count);
    const lots = page.lots.subarray(first, first + count);
    return { index, ticks, lots, lowTicks, highTicks, bidTicks, askTicks };
  }

  /** What is known of the spans from number `from` to, not including, `to`, oldest first. */
  between(from: number, to: number): BookColumn[] {
    const columns: BookColumn[] = [];
    const end = Math.min(to, this.#newest + 1);
    for (let index = Math.max(from, end - this.capacity, 0); index < end; index += 1) {
      const column = this.at(index);
      if (column) columns.push(column);
    }
    return columns;
  }
}

function emptyPage(mostPrices: number): Page {
  return {
    // No column has this number.
    numbers: new Float64Array(PAGE_COLUMNS * NUMBERS).fill(-1),
    ticks: new Int32Array(PAGE_COLUMNS * mostPrices),
    lots: new Float32Array(PAGE_COLUMNS * mostPrices),
  };
}
