import { wholeNumber } from './checked-numbers.ts';
import { RecentValues } from './recent-values.ts';

/**
 * Slopes of the lines through all pairs of the last `length` values, in ascending order; their median is
 * the slope that a third of wild values does not move. With each value the slopes of the oldest leave and
 * those of the newest enter in one pass.
 *
 * Source: Sen (1968), Estimates of the Regression Coefficient Based on Kendall's Tau, JASA 63.
 */
export class RollingTheilSen {
  readonly #values: RecentValues;
  readonly #length: number;
  readonly #leaving: Float64Array;
  readonly #entering: Float64Array;
  #sorted: Float64Array;
  #spare: Float64Array;
  #count = 0;

  constructor(length: number) {
    this.#length = wholeNumber('a window', length, 2);
    this.#values = new RecentValues(length);
    this.#leaving = new Float64Array(length - 1);
    this.#entering = new Float64Array(length - 1);
    this.#sorted = new Float64Array((length * (length - 1)) / 2);
    this.#spare = new Float64Array(this.#sorted.length);
  }

  get isFull(): boolean {
    return this.#values.isFull;
  }

  /** Median of the slopes; NaN below two values. */
  get slope(): number {
    const middle = (this.#count - 1) / 2;
    const low = this.#sorted[Math.floor(middle)] ?? NaN;
    const high = this.#sorted[Math.ceil(middle)] ?? NaN;
    return this.#count === 0 ? NaN : (low + high) / 2;
  }

  /** Share of the slopes that have this sign. */
  shareOfSign(sign: number): number {
    let count = 0;
    for (let i = 0; i < this.#count; i += 1) if (Math.sign(this.#sorted[i] as number) === sign) count += 1;
    return count / this.#count;
  }

  push(value: number): void {
    const values = this.#values;
    const oldest = this.#length - 1;
    let leaving = 0;
    if (values.isFull) {
      const first = values.at(oldest);
      // The same differences and divisions as when they entered, so the same bits.
      for (; leaving < oldest; leaving += 1) {
        this.#leaving[leaving] = (values.at(leaving) - first) / (oldest - leaving);
      }
    }
    const others = Math.min(values.count, oldest);
    for (let age = 0; age < others; age += 1) this.#entering[age] = (value - values.at(age)) / (age + 1);
    values.push(value);
    this.#exchange(this.#leaving.subarray(0, leaving).sort(), this.#entering.subarray(0, others).sort());
  }

  /** Merges the slopes that enter and drops those that leave; both ascend. */
  #exchange(leaving: Float64Array, entering: Float64Array): void {
    const from = this.#sorted;
    const to = this.#spare;
    let dropped = 0;
    let taken = 0;
    let count = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const slope = from[i] as number;
      if (dropped < leaving.length && slope === leaving[dropped]) {
        dropped += 1;
        continue;
      }
      while (taken < entering.length && (entering[taken] as number) < slope)
        to[count++] = entering[taken++] as number;
      to[count++] = slope;
    }
    while (taken < entering.length) to[count++] = entering[taken++] as number;
    this.#count = count;
    this.#sorted = to;
    this.#spare = from;
  }
}
