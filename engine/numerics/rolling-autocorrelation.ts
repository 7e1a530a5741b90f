import { scaledByFirst } from './autocorrelation.ts';
import { wholeNumber } from './checked-numbers.ts';
import { RecentValues } from './recent-values.ts';

/**
 * Autocorrelations of the last `length` values up to lag `lags`, as `autocorrelations` gives them, from
 * running products: a few steps for each lag and value. The digits lost in each step are carried along, so
 * nothing drifts and a value far from the others leaves no trace once it has left.
 */
export class RollingAutocorrelation {
  readonly #values: RecentValues;
  /** The plain sum, then products with the value `lag` steps before; and what rounding lost of each. */
  readonly #sums: Float64Array;
  readonly #lost: Float64Array;
  /** What a value is multiplied with for each sum: 1, then the newest values backward or the oldest forward. */
  readonly #newest: Float64Array;
  readonly #oldest: Float64Array;
  readonly #found: Float64Array;

  /** @throws {RangeError} unless `lags` is below `length` and both are whole numbers above zero. */
  constructor(length: number, lags: number) {
    this.#values = new RecentValues(wholeNumber('a window', length, wholeNumber('lags', lags) + 1));
    this.#sums = new Float64Array(lags + 2);
    this.#lost = new Float64Array(lags + 2);
    this.#newest = Float64Array.of(1, ...new Float64Array(lags + 1));
    this.#oldest = this.#newest.slice();
    this.#found = new Float64Array(lags + 1);
  }

  get isFull(): boolean {
    return this.#values.isFull;
  }

  /** Mean of the values held; NaN before the first. */
  get mean(): number {
    return ((this.#sums[0] as number) + (this.#lost[0] as number)) / this.#values.count;
  }

  push(value: number): void {
    const values = this.#values;
    const newest = this.#newest;
    const oldest = this.#oldest;
    const last = newest.length - 1;
    const wasFull = values.isFull;
    if (wasFull) {
      this.#addProducts(-(oldest[1] as number), oldest, last);
      for (let i = 1; i < last; i += 1) oldest[i] = oldest[i + 1] as number;
    }
    values.push(value);
    for (let i = last; i > 1; i -= 1) newest[i] = newest[i - 1] as number;
    newest[1] = value;
    const { count } = values;
    if (wasFull) oldest[last] = values.at(count - last);
    else if (count <= last) oldest[count] = value;
    this.#addProducts(value, newest, Math.min(last, count));
  }

  /**
   * The autocorrelations, lag 0 first; zeros beyond it where the values do not vary. The list is used again.
   */
  correlations(): Float64Array {
    const { count } = this.#values;
    const found = this.#found;
    const mean = this.mean;
    const total = mean * count;
    let ends = 0;
    for (let lag = 0; lag < found.length; lag += 1) {
      if (lag > 0) ends += (this.#newest[lag] as number) + (this.#oldest[lag] as number);
      const product = (this.#sums[lag + 1] as number) + (this.#lost[lag + 1] as number);
      found[lag] = lag < count ? product - mean * (2 * total - ends) + (count - lag) * mean * mean : 0;
    }
    return scaledByFirst(found);
  }

  /** Adds the products of a value with those of a list up to a place to the sums. */
  #addProducts(value: number, list: Float64Array, last: number): void {
    const sums = this.#sums;
    const lost = this.#lost;
    // No function for the step: a number handed to one for every lag would be put on the heap each time.
    for (let place = 0; place <= last; place += 1) {
      const added = value * (list[place] as number);
      const sum = sums[place] as number;
      const total = sum + added;
      // One step of a compensated sum (Neumaier 1974).
      const left = Math.abs(sum) >= Math.abs(added) ? sum - total + added : added - total + sum;
      lost[place] = (lost[place] as number) + left;
      sums[place] = total;
    }
  }
}
