import { wholeNumber } from './checked-numbers.ts';
import { RecentValues } from './recent-values.ts';

/** What an {@link IntervalWindow} may be told beside its length and interval. */
export interface IntervalOptions {
  /** The shortest window that makes sense; 1 when left out. */
  readonly least?: number;
  /** Values between the first time and the second; the interval when left out. */
  readonly second?: number;
}

/**
 * The last `length` values, handed out whole when there are enough, again `second` values later, and from then
 * on at every `interval`-th value.
 */
export class IntervalWindow {
  readonly #recent: RecentValues;
  readonly #window: Float64Array;
  readonly #interval: number;
  #next: number;
  #left = 0;
  /** Values by which a window is ahead of the one before, of the next window and of the last. */
  #ahead: number;
  #fresh = 0;

  /** @throws {RangeError} unless both are whole numbers, the length at least `least`. */
  constructor(length: number, interval: number, { least = 1, second = interval }: IntervalOptions = {}) {
    this.#recent = new RecentValues(wholeNumber('a window', length, least));
    this.#window = new Float64Array(length);
    this.#interval = wholeNumber('an interval', interval);
    this.#next = second;
    this.#ahead = length;
  }

  /** How many values of the window handed out last are newer than the one before it, all of the first. */
  get fresh(): number {
    return this.#fresh;
  }

  get isFull(): boolean {
    return this.#recent.isFull;
  }

  /** The value `age` values before the newest; NaN where nothing is held. */
  at(age: number): number {
    return this.#recent.at(age);
  }

  /** Takes in a value and answers the window, oldest first, where it is due. The list is used again. */
  push(value: number): Float64Array | undefined {
    this.#recent.push(value);
    if (!this.#recent.isFull) return undefined;
    const isDue = this.#left === 0;
    this.#left = (isDue ? this.#next : this.#left) - 1;
    if (!isDue) return undefined;
    this.#fresh = Math.min(this.#ahead, this.#window.length);
    this.#ahead = this.#next;
    this.#next = this.#interval;
    this.#recent.copyTo(this.#window);
    return this.#window;
  }
}
