import { wholeNumber } from './checked-numbers.ts';

/**
 * Sum of the last `length` values; undefined until `length` values were seen. Carries along the digits lost
 * in each step (Neumaier 1974), so it does not drift.
 */
export class RollingSum {
  readonly #values: Float64Array;
  #sum = 0;
  #lost = 0;
  #next = 0;
  #seen = 0;

  constructor(length: number) {
    this.#values = new Float64Array(wholeNumber('a window', length));
  }

  push(value: number): number | undefined {
    const values = this.#values;
    // All in one go: each number kept is then read and written once a value, which is what takes the time.
    const leaving = this.#seen === values.length ? (values[this.#next] as number) : 0;
    const sum = this.#sum;
    const joined = sum + value;
    const total = joined - leaving;
    this.#lost = this.#lost + lostIn(sum, value, joined) + lostIn(joined, -leaving, total);
    this.#sum = total;
    if (this.#seen < values.length) this.#seen += 1;
    values[this.#next] = value;
    this.#next = this.#next + 1 === values.length ? 0 : this.#next + 1;
    return this.#seen === values.length ? total + this.#lost : undefined;
  }
}

/**
 * The same of a whole series at once: the sum of the last `length` values at each, NaN before there are so many.
 * Writes into `sums` where it is given.
 */
export function rollingSums(
  series: ArrayLike<number>,
  length: number,
  sums: Float64Array = new Float64Array(series.length),
): Float64Array {
  wholeNumber('a window', length);
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < series.length; i += 1) {
    const value = series[i] as number;
    const leaving = i < length ? 0 : (series[i - length] as number);
    const joined = sum + value;
    const total = joined - leaving;
    lost = lost + lostIn(sum, value, joined) + lostIn(joined, -leaving, total);
    sum = total;
    sums[i] = i + 1 < length ? NaN : total + lost;
  }
  return sums;
}

/** What rounding took of the sum of two numbers. */
function lostIn(one: number, other: number, total: number): number {
  return Math.abs(one) >= Math.abs(other) ? one - total + other : other - total + one;
}
