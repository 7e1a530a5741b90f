import { wholeNumber } from './checked-numbers.ts';

/**
 * Exponential average with weight `2 / (length + 1)` on the newest value. It starts either at the
 * first value, or (`seededByMean`) at the mean of the first `length` values, as most chart programs do.
 */
export class ExponentialAverage {
  readonly #weight: number;
  readonly #seedCount: number;
  #count = 0;
  #average = 0;

  constructor(length: number, seededByMean = false) {
    this.#weight = 2 / (wholeNumber('a window', length) + 1);
    this.#seedCount = seededByMean ? length : 1;
  }

  push(value: number): number | undefined {
    if (this.#count < this.#seedCount) {
      this.#count += 1;
      this.#average += (value - this.#average) / this.#count;
      return this.#count === this.#seedCount ? this.#average : undefined;
    }
    this.#average += this.#weight * (value - this.#average);
    return this.#average;
  }
}
