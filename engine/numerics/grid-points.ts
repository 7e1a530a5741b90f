import { positive, wholeNumber } from './checked-numbers.ts';

/** Counts the points of a grid in time that have passed, for what is sampled at them. */
export class GridPoints {
  readonly #stepMs: number;
  readonly #most: number;
  #place = NaN;

  /**
   * Points lie at the multiples of `stepMs`; of a silence no more than `most` are told, since whoever samples
   * remembers no more. @throws {RangeError} unless both are above zero.
   */
  constructor(stepMs: number, most: number) {
    this.#stepMs = positive('a step', stepMs);
    this.#most = wholeNumber('the most points told', most);
  }

  /** How many points lie after the time asked for before and not after this one; 0 the first time. */
  passed(time: number): number {
    const place = Math.floor(time / this.#stepMs);
    const count = place > this.#place ? Math.min(this.#most, place - this.#place) : 0;
    this.#place = place;
    return count;
  }
}
