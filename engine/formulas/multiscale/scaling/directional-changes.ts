import { positive } from '../../../numerics/checked-numbers.ts';

/**
 * Turns of a log price by at least a threshold from the extreme before: the ticks of intrinsic time, which
 * runs as fast as the price moves. Before the first turn both extremes are kept.
 *
 * Source: Guillaume et al. (1997), From the bird's eye to the microscope, Finance and Stochastics 1(2).
 */
export class DirectionalChanges {
  readonly #threshold: number;
  #mode: -1 | 0 | 1 = 0;
  #high = -Infinity;
  #low = Infinity;
  #confirmedAt = NaN;
  #count = 0;

  /** @throws {RangeError} when the threshold, a log price, is not above zero. */
  constructor(threshold: number) {
    this.#threshold = positive('a threshold', threshold);
  }

  /** 1 after a turn up, -1 after a turn down, 0 before the first. */
  get mode(): -1 | 0 | 1 {
    return this.#mode;
  }

  /** Turns so far. */
  get count(): number {
    return this.#count;
  }

  /** The log price in which the last turn was confirmed; NaN before the first. */
  get confirmedAt(): number {
    return this.#confirmedAt;
  }

  /** Takes in a log price; whether it confirms a turn. */
  push(logPrice: number): boolean {
    if (logPrice > this.#high) this.#high = logPrice;
    if (logPrice < this.#low) this.#low = logPrice;
    if (this.#mode !== 1 && logPrice >= this.#low + this.#threshold) {
      this.#mode = 1;
      this.#high = logPrice;
    } else if (this.#mode !== -1 && logPrice <= this.#high - this.#threshold) {
      this.#mode = -1;
      this.#low = logPrice;
    } else {
      return false;
    }
    this.#confirmedAt = logPrice;
    this.#count += 1;
    return true;
  }
}
