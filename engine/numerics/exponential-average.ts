import { wholeNumber } from './checked-numbers.ts';

/**
 * Exponential average with weight `2 / (length + 1)` on the newest value. It starts either at the
 * first value, or (`seededByMean`) at the mean of the first `length` values, as most chart programs do.
 * Look at `value` only when `isWarm`; asking in two steps keeps the numbers off the heap.
 */
export class ExponentialAverage {
  readonly #weight: number;
  readonly #remaining: number;
  readonly #seedCount: number;
  #count = 0;
  #average = 0;

  constructor(length: number, seededByMean = false) {
    this.#weight = 2 / (wholeNumber('a window', length) + 1);
    this.#remaining = 1 - this.#weight;
    this.#seedCount = seededByMean ? length : 1;
  }

  /** Whether the values it starts with were seen. */
  get isWarm(): boolean {
    return this.#count === this.#seedCount;
  }

  /** The average of what was seen so far; the exponential one only when warm, 0 before the first value. */
  get value(): number {
    return this.#average;
  }

  push(value: number): void {
    // One question and one sum for every value after the first ones: charts ask millions of times.
    if (this.#count === this.#seedCount) {
      // Two steps wait for the last average in this form, three in the one with a difference.
      this.#average = this.#weight * value + this.#remaining * this.#average;
    } else {
      this.#count += 1;
      this.#average += (value - this.#average) / this.#count;
    }
  }
}

/**
 * The same of a whole series at once, begun at its first value: the average after each. Writes into `averages`
 * where it is given.
 */
export function exponentialAverages(
  series: ArrayLike<number>,
  length: number,
  averages: Float64Array = new Float64Array(series.length),
): Float64Array {
  const weight = 2 / (wholeNumber('a window', length) + 1);
  const remaining = 1 - weight;
  let average = series[0] ?? NaN;
  averages[0] = average;
  for (let i = 1; i < series.length; i += 1) {
    average = weight * (series[i] as number) + remaining * average;
    averages[i] = average;
  }
  return averages;
}
