import { positive } from './checked-numbers.ts';

/**
 * Picks the moments at which a series has moved by more than a threshold since the last such moment on that
 * side, so that quiet times are sampled rarely and lively ones often.
 *
 * Source: López de Prado (2018), Advances in Financial Machine Learning, section 2.5.2.
 */
export class CusumEvents {
  readonly #threshold: number;
  #before = NaN;
  #rise = 0;
  #fall = 0;

  constructor(threshold: number) {
    this.#threshold = positive('a threshold', threshold);
  }

  /** Takes in the next value: 1 where it has risen far enough, -1 where it has fallen, 0 otherwise. */
  push(value: number): -1 | 0 | 1 {
    const step = value - this.#before;
    this.#before = value;
    if (Number.isNaN(step)) return 0;
    this.#rise = Math.max(0, this.#rise + step);
    this.#fall = Math.min(0, this.#fall + step);
    if (this.#fall < -this.#threshold) {
      this.#fall = 0;
      return -1;
    }
    if (this.#rise > this.#threshold) {
      this.#rise = 0;
      return 1;
    }
    return 0;
  }
}
