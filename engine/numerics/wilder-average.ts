import { wholeNumber } from './checked-numbers.ts';

/**
 * Wilder's smoothing: the mean of the first `length` values, then each new value moves the average
 * by one `length`-th of the way. Look at `value` only when `isWarm`; asking in two steps keeps the
 * numbers off the heap.
 *
 * Source: Wilder (1978), New Concepts in Technical Trading Systems.
 */
export class WilderAverage {
  readonly #length: number;
  #count = 0;
  #weight = 1;
  #average = 0;

  constructor(length: number) {
    this.#length = wholeNumber('a window', length);
  }

  /** Whether `length` values were seen. */
  get isWarm(): boolean {
    return this.#count === this.#length;
  }

  /** The average of what was seen so far; Wilder's only when warm, 0 before the first value. */
  get value(): number {
    return this.#average;
  }

  push(value: number): void {
    if (this.#count < this.#length) {
      this.#count += 1;
      this.#weight = 1 / this.#count;
    }
    this.#average += (value - this.#average) * this.#weight;
  }
}
