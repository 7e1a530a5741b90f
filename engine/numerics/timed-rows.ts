import { wholeNumber } from './checked-numbers.ts';

const FIRST_CAPACITY = 64;

/** Rows of numbers with their times, oldest first, in a ring that grows as needed and never shrinks. */
export class TimedRows {
  readonly #columns: number;
  #times: Float64Array = new Float64Array(FIRST_CAPACITY);
  #rows: Float64Array;
  #first = 0;
  #count = 0;

  /** @throws {RangeError} when `columns` is not a whole number of at least 1. */
  constructor(columns: number) {
    this.#columns = wholeNumber('columns', columns);
    this.#rows = new Float64Array(FIRST_CAPACITY * columns);
  }

  get count(): number {
    return this.#count;
  }

  /** Time of the oldest row; NaN where there is none. */
  get oldestTime(): number {
    return this.#count > 0 ? (this.#times[this.#first] as number) : NaN;
  }

  /** A number of the oldest row; NaN where there is none. */
  oldest(column: number): number {
    return this.#count > 0 ? (this.#rows[this.#first * this.#columns + column] as number) : NaN;
  }

  append(time: number, row: ArrayLike<number>): void {
    if (this.#count === this.#times.length) this.#grow();
    const place = (this.#first + this.#count) & (this.#times.length - 1);
    this.#times[place] = time;
    for (let i = 0; i < this.#columns; i += 1) this.#rows[place * this.#columns + i] = row[i] as number;
    this.#count += 1;
  }

  dropOldest(): void {
    this.#first = (this.#first + 1) & (this.#times.length - 1);
    this.#count -= 1;
  }

  /** Capacity stays a power of two, so that a place is found by masking. */
  #grow(): void {
    this.#times = doubled(this.#times, this.#first);
    this.#rows = doubled(this.#rows, this.#first * this.#columns);
    this.#first = 0;
  }
}

/** A full ring in one twice as long, begun with the oldest. */
function doubled(ring: Float64Array, first: number): Float64Array {
  const larger = new Float64Array(2 * ring.length);
  larger.set(ring.subarray(first));
  larger.set(ring.subarray(0, first), ring.length - first);
  return larger;
}
