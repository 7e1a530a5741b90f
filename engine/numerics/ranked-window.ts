import { wholeNumber } from './checked-numbers.ts';
import { countBelow, moveGap } from './sorted-list.ts';

/**
 * The last `length` values in ascending order together with where in time each of them stands, so that the ranks of
 * all of them are read off in one walk. What a value costs beside that is two searches and two moves of memory.
 */
export class RankedWindow {
  readonly #values: Float64Array;
  readonly #sorted: Float64Array;
  /** Place in the ring of each value of the ascending list; of equal ones the newest is the first. */
  readonly #places: Uint32Array;
  #next = 0;
  #count = 0;
  /** Where in the ascending list the newest stands. */
  #newest = 0;

  constructor(length: number) {
    this.#values = new Float64Array(wholeNumber('a window', length));
    this.#sorted = new Float64Array(length);
    this.#places = new Uint32Array(length);
  }

  get isFull(): boolean {
    return this.#count === this.#values.length;
  }

  /** Twice the average rank of the newest value, counted from 1. */
  get newestRank(): number {
    return this.#newest + this.#endOf(this.#newest) + 1;
  }

  push(value: number): void {
    const { isFull } = this;
    const from = isFull ? this.#oldestOf(this.#values[this.#next] as number) : this.#count;
    const to = countBelow(this.#sorted, value, this.#count);
    moveGap(this.#places, from, to);
    const place = moveGap(this.#sorted, from, to);
    this.#sorted[place] = value;
    this.#places[place] = this.#next;
    this.#newest = place;
    if (!isFull) this.#count += 1;
    this.#values[this.#next] = value;
    this.#next = this.#next + 1 === this.#values.length ? 0 : this.#next + 1;
  }

  /** Writes for each value, oldest first, what `byRank` holds for twice its average rank. */
  copyRanked(byRank: Float64Array, target: Float64Array): void {
    const oldest = this.isFull ? this.#next : 0;
    const length = this.#values.length;
    for (let from = 0; from < this.#count;) {
      const end = this.#endOf(from);
      const ranked = byRank[from + end + 1] as number;
      for (; from < end; from += 1) {
        const age = (this.#places[from] as number) - oldest;
        target[age < 0 ? age + length : age] = ranked;
      }
    }
  }

  /** Behind the last value equal to the one at `from`. */
  #endOf(from: number): number {
    const value = this.#sorted[from];
    let end = from + 1;
    while (end < this.#count && this.#sorted[end] === value) end += 1;
    return end;
  }

  /** Where the oldest of the values equal to one of them stands. */
  #oldestOf(value: number): number {
    return this.#endOf(countBelow(this.#sorted, value, this.#count)) - 1;
  }
}
