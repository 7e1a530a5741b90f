import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';

const DAY_MS = 86_400_000;

/**
 * Mean volume of the last complete UTC days, in the unit of what is pushed. The day it begins in is left
 * out, because nobody knows how much of it was missed; a day without a trade counts as 0.
 */
export class MeanDailyVolume {
  readonly #days: number;
  readonly #volumes: RollingMoments;
  #day = -1;
  #today = 0;
  #isWholeDay = false;

  /** @throws {RangeError} when `days` is not a whole number of at least 1. */
  constructor(days: number) {
    this.#days = wholeNumber('days', days);
    this.#volumes = new RollingMoments(days);
  }

  /** Undefined until a day was seen from beginning to end. */
  get value(): number | undefined {
    return this.#volumes.count === 0 ? undefined : this.#volumes.mean;
  }

  /** Takes in a trade; its own day counts only when it is over. */
  push(time: number, size: number): void {
    const day = Math.floor(time / DAY_MS);
    if (this.#day < 0) this.#day = day;
    const ended = Math.min(day - this.#day, this.#days + 1);
    for (let i = 0; i < ended; i += 1) {
      if (this.#isWholeDay) this.#volumes.push(this.#today);
      this.#isWholeDay = true;
      this.#today = 0;
    }
    this.#day = day;
    this.#today += size;
  }
}
