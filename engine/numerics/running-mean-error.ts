import { wholeNumber } from './checked-numbers.ts';

/**
 * Mean of a growing series and its standard error where values remember each other for up to `lags` steps
 * (Bartlett weights), in a few steps for each lag and value.
 *
 * Source: Newey & West (1987), Econometrica 55(3).
 */
export class RunningMeanError {
  readonly #recent: Float64Array;
  /** Sums of products with the value `lag` steps before, lag 0 first. */
  readonly #products: Float64Array;
  /** Sums of the first and of the last `lag` values, which lagged products leave out. */
  readonly #firsts: number[] = [];
  #count = 0;
  #sum = 0;

  /** @throws {RangeError} when `lags` is not a whole number of at least 0. */
  constructor(lags: number) {
    this.#recent = new Float64Array(wholeNumber('lags', lags, 0) + 1);
    this.#products = new Float64Array(lags + 1);
  }

  get count(): number {
    return this.#count;
  }

  /** NaN before the first value. */
  get mean(): number {
    return this.#count === 0 ? NaN : this.#sum / this.#count;
  }

  /** Standard error of the mean; NaN below two values. Not below that of values without memory. */
  get error(): number {
    const count = this.#count;
    if (count < 2) return NaN;
    const alone = this.#covariance(0);
    let longRun = alone;
    const lags = Math.min(this.#recent.length - 1, count - 1);
    for (let lag = 1; lag <= lags; lag += 1) longRun += 2 * (1 - lag / (lags + 1)) * this.#covariance(lag);
    return Math.sqrt(Math.max(0, longRun, alone) / (count - 1));
  }

  push(value: number): void {
    const recent = this.#recent;
    const size = recent.length;
    recent[this.#count % size] = value;
    for (let lag = 0; lag < size && lag <= this.#count; lag += 1) {
      this.#products[lag] = (this.#products[lag] as number) + value * this.#at(lag);
    }
    if (this.#firsts.length < size) this.#firsts.push((this.#firsts.at(-1) ?? 0) + value);
    this.#sum += value;
    this.#count += 1;
  }

  /** The value `age` steps before the one just written. */
  #at(age: number): number {
    const size = this.#recent.length;
    return this.#recent[(this.#count - age + size) % size] as number;
  }

  /** Around the mean of all, divided by their number. */
  #covariance(lag: number): number {
    const { mean } = this;
    let late = this.#sum;
    let early = this.#sum;
    if (lag > 0) {
      late -= this.#firsts[lag - 1] ?? 0;
      for (let age = 0; age < lag; age += 1) early -= this.#at(age + 1);
    }
    const pairs = this.#count - lag;
    return ((this.#products[lag] as number) - mean * (late + early) + pairs * mean * mean) / this.#count;
  }
}
