import { wholeNumber } from './checked-numbers.ts';
import { begunRing, grownRing } from './growing-ring.ts';

/** How far the sum of squares may fall below the largest step before what rounding left of it is cleared away. */
const REFRESH_BELOW = 0.01;
/** Values between two fresh sums at the least: more often would cost more than it mends. */
const REFRESH_EVERY = 1024;

/**
 * Mean and variance of the last `length` values, in constant time per value. The sums are taken
 * around the mean (Welford 1962, windowed) and computed afresh now and then, and whenever a value far
 * from the others has left, so they do not drift. Numbers that do not exist are NaN here rather than
 * undefined, which keeps the others off the heap.
 */
export class RollingMoments {
  readonly #length: number;
  #values: Float64Array;
  readonly #share: number;
  #next = 0;
  #count = 0;
  #mean = 0;
  #squares = 0;
  #peak = 0;
  #sinceRefresh = 0;

  constructor(length: number) {
    this.#length = wholeNumber('a window', length);
    this.#values = begunRing(length);
    this.#share = 1 / length;
  }

  /** Values in the window now, at most `length`. */
  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#length;
  }

  /** NaN while nothing was seen. */
  get mean(): number {
    return this.#count === 0 ? NaN : this.#mean;
  }

  /** Squared deviations divided by the number of values; NaN while nothing was seen. */
  get populationVariance(): number {
    return this.#squares / this.#count;
  }

  /** Squared deviations divided by the number of values less one; NaN below two values. */
  get sampleVariance(): number {
    return this.#count < 2 ? NaN : this.#squares / (this.#count - 1);
  }

  push(value: number): void {
    if (this.#count < this.#length) {
      this.#join(value);
      return;
    }
    const values = this.#values;
    const leaving = values[this.#next] as number;
    values[this.#next] = value;
    this.#next = this.#next + 1 === values.length ? 0 : this.#next + 1;
    this.#replace(leaving, value);
  }

  #join(value: number): void {
    if (this.#count === this.#values.length) this.#values = grownRing(this.#values, this.#length);
    this.#values[this.#count] = value;
    this.#count += 1;
    const before = value - this.#mean;
    this.#mean += before / this.#count;
    this.#squares += before * (value - this.#mean);
    this.#peak = Math.max(this.#peak, this.#squares);
  }

  #replace(leaving: number, value: number): void {
    const jump = value - leaving;
    const before = this.#mean;
    this.#mean += jump * this.#share;
    this.#squares += jump * (value - this.#mean + leaving - before);
    this.#peak = Math.max(this.#peak, this.#squares, jump * jump);
    this.#sinceRefresh += 1;
    const isDue = this.#next === 0 && this.#sinceRefresh >= REFRESH_EVERY;
    if (isDue || this.#squares < REFRESH_BELOW * this.#peak) this.#refresh();
  }

  #refresh(): void {
    const values = this.#values;
    let sum = 0;
    for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
    this.#mean = sum / values.length;
    let squares = 0;
    let rest = 0;
    for (let i = 0; i < values.length; i += 1) {
      const deviation = (values[i] ?? 0) - this.#mean;
      squares += deviation * deviation;
      rest += deviation;
    }
    // The deviations from a rounded mean do not quite cancel; what is left corrects both.
    this.#mean += rest / values.length;
    this.#squares = Math.max(0, squares - (rest * rest) / values.length);
    this.#peak = this.#squares;
    this.#sinceRefresh = 0;
  }
}
