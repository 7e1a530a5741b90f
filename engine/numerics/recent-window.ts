import { wholeNumber } from './checked-numbers.ts';

/**
 * The last `length` values in one piece of memory, oldest first, for work that goes through all of them
 * at every step. Each value is kept twice, so that the window never wraps around.
 */
export class RecentWindow {
  readonly length: number;
  /** Holds the window from `start` on. */
  readonly values: Float64Array;
  #start = 0;
  #count = 0;

  constructor(length: number) {
    this.length = wholeNumber('a window', length);
    this.values = new Float64Array(2 * length);
  }

  /** Values seen, at most `length`. */
  get count(): number {
    return this.#count;
  }

  /** Place of the oldest value of a full window in `values`; the newest is `length - 1` places behind it. */
  get start(): number {
    return this.#start;
  }

  /** Place behind the newest value in `values`. */
  get end(): number {
    return this.#start + this.length;
  }

  push(value: number): void {
    this.values[this.#start] = value;
    this.values[this.#start + this.length] = value;
    this.#start = this.#start + 1 === this.length ? 0 : this.#start + 1;
    if (this.#count < this.length) this.#count += 1;
  }
}
