import { windowLength } from './window-length.ts';

/**
 * Wilder's smoothing: the mean of the first `length` values, then each new value moves the average
 * by one `length`-th of the way. Undefined until `length` values were seen.
 *
 * Source: Wilder (1978), New Concepts in Technical Trading Systems.
 */
export class WilderAverage {
  readonly #length: number;
  #count = 0;
  #average = 0;

  constructor(length: number) {
    this.#length = windowLength(length);
  }

  push(value: number): number | undefined {
    if (this.#count < this.#length) {
      this.#count += 1;
      this.#average += value;
      if (this.#count < this.#length) return undefined;
      this.#average /= this.#length;
      return this.#average;
    }
    this.#average += (value - this.#average) / this.#length;
    return this.#average;
  }
}
