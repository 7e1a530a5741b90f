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
  /** Products with the value `lag` steps before, and what rounding lost of each; the plain sum comes last. */
  readonly #sums: Float64Array;
  readonly #lost: Float64Array;
  readonly #found: Float64Array;

  /** @throws {RangeError} unless `lags` is below `length` and both are whole numbers above zero. */
  constructor(length: number, lags: number) {
    this.#values = new RecentValues(wholeNumber('a window', length, wholeNumber('lags', lags) + 1));
    this.#sums = new Float64Array(lags + 2);
    this.#lost = new Float64Array(lags + 2);
    this.#found = new Float64Array(lags + 1);
  }

  get isFull(): boolean {
    return this.#values.isFull;
  }

  /** Mean of the values held; NaN before the first. */
  get mean(): number {
    return this.#at(this.#sums.length - 1) / this.#values.count;
  }

  push(value: number): void {
    const values = this.#values;
    const lags = this.#found.length - 1;
    if (values.isFull) {
      const oldest = values.count - 1;
      const leaving = values.at(oldest);
      for (let lag = 0; lag <= lags; lag += 1) this.#add(lag, -leaving * values.at(oldest - lag));
      this.#add(lags + 1, -leaving);
    }
    values.push(value);
    const known = Math.min(lags, values.count - 1);
    for (let lag = 0; lag <= known; lag += 1) this.#add(lag, value * values.at(lag));
    this.#add(lags + 1, value);
  }

  /**
   * The autocorrelations, lag 0 first; zeros beyond it where the values do not vary. The list is used again.
   */
  correlations(): Float64Array {
    const values = this.#values;
    const { count } = values;
    const mean = this.mean;
    const total = mean * count;
    let ends = 0;
    for (let lag = 0; lag < this.#found.length; lag += 1) {
      if (lag > 0) ends += values.at(lag - 1) + values.at(count - lag);
      this.#found[lag] =
        lag < count ? this.#at(lag) - mean * (2 * total - ends) + (count - lag) * mean * mean : 0;
    }
    return scaledByFirst(this.#found);
  }

  #at(place: number): number {
    return (this.#sums[place] as number) + (this.#lost[place] as number);
  }

  /** One step of a compensated sum (Neumaier 1974). */
  #add(place: number, value: number): void {
    const sum = this.#sums[place] as number;
    const total = sum + value;
    const lost = Math.abs(sum) >= Math.abs(value) ? sum - total + value : value - total + sum;
    this.#lost[place] = (this.#lost[place] as number) + lost;
    this.#sums[place] = total;
  }
}
