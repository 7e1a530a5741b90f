import { wholeNumber } from './checked-numbers.ts';
import { RollingMoments } from './rolling-moments.ts';

const DAY_MS = 86_400_000;

/**
 * Mean of the sums of the last complete UTC days. The day it begins in is left out, because nobody knows
 * how much of it was missed; a day in which nothing was pushed counts as 0.
 */
export class DailyMean {
  readonly #days: number;
  readonly #sums: RollingMoments;
  #day = -1;
  #today = 0;
  #isWholeDay = false;

  /** @throws {RangeError} when `days` is not a whole number of at least 1. */
  constructor(days: number) {
    this.#days = wholeNumber('days', days);
    this.#sums = new RollingMoments(days);
  }

  /** Undefined until a day was seen from beginning to end. */
  get value(): number | undefined {
    return this.#sums.count === 0 ? undefined : this.#sums.mean;
  }

  /** Ends the days before `time`, in ms since 1970. Times never go back. */
  advance(time: number): void {
    const day = Math.floor(time / DAY_MS);
    if (this.#day < 0) this.#day = day;
    // After a silence longer than the window every day in it is 0 anyway.
    const ended = Math.min(day - this.#day, this.#days + 1);
    for (let i = 0; i < ended; i += 1) {
      if (this.#isWholeDay) this.#sums.push(this.#today);
      this.#isWholeDay = true;
      this.#today = 0;
    }
    this.#day = day;
  }

  /** Adds to the day of `time`, which counts only when it is over. */
  push(time: number, amount: number): void {
    this.advance(time);
    this.#today += amount;
  }
}
