import { wholeNumber } from './checked-numbers.ts';
import { RecentValues } from './recent-values.ts';
import { countBelow, countNotAbove } from './sorted-list.ts';

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
  /** The values held, oldest first. */
  readonly #row: Float64Array;
  readonly #leaving: Float64Array;
  readonly #entering: Float64Array;
  #sorted: Float64Array;
  #spare: Float64Array;
  #count = 0;

  constructor(length: number) {
    this.#length = wholeNumber('a window', length, 2);
    this.#values = new RecentValues(length);
    this.#row = new Float64Array(length);
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
    const below = countBelow(this.#sorted, 0, this.#count);
    const notAbove = countNotAbove(this.#sorted, 0, this.#count);
    const count = sign > 0 ? this.#count - notAbove : sign < 0 ? below : notAbove - below;
    return count / this.#count;
  }

  push(value: number): void {
    const values = this.#values;
    const row = this.#row;
    const newest = values.copyTo(row) - 1;
    const oldest = this.#length - 1;
    let leaving = 0;
    if (values.isFull) {
      const first = row[0] as number;
      // The same differences and divisions as when they entered, so the same bits.
      for (; leaving < oldest; leaving += 1) {
        this.#leaving[leaving] = ((row[newest - leaving] as number) - first) / (oldest - leaving);
        sink(this.#leaving, leaving);
      }
    }
    const others = Math.min(values.count, oldest);
    for (let age = 0; age < others; age += 1) {
      this.#entering[age] = (value - (row[newest - age] as number)) / (age + 1);
      sink(this.#entering, age);
    }
    values.push(value);
    this.#exchange(leaving, others);
  }

  /** Merges the first `entering` slopes that enter, and drops the first `leaving` that leave; both ascend. */
  #exchange(leaving: number, entering: number): void {
    const from = this.#sorted;
    const to = this.#spare;
    let dropped = 0;
    let taken = 0;
    let count = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const slope = from[i] as number;
      if (dropped < leaving && slope === this.#leaving[dropped]) {
        dropped += 1;
        continue;
      }
      while (taken < entering && (this.#entering[taken] as number) < slope) {
        to[count++] = this.#entering[taken++] as number;
      }
      to[count++] = slope;
    }
    while (taken < entering) to[count++] = this.#entering[taken++] as number;
    this.#count = count;
    this.#sorted = to;
    this.#spare = from;
  }
}

/** Moves the value at a place to where it belongs among those before, which ascend: for few values the quickest sort. */
function sink(ascending: Float64Array, from: number): void {
  const value = ascending[from] as number;
  let place = from;
  while (place > 0 && (ascending[place - 1] as number) > value) {
    ascending[place] = ascending[place - 1] as number;
    place -= 1;
  }
  ascending[place] = value;
}
