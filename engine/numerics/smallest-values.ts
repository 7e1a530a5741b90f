import { wholeNumber } from './checked-numbers.ts';

/**
 * Keeps at least the `count` smallest of many values with a number each, without sorting them. What is not
 * below `bound` any more cannot be among them and need not be added.
 */
export class SmallestValues {
  /** The first `held` are valid, in no order. */
  readonly values: Float64Array;
  readonly numbers: Int32Array;
  readonly #count: number;
  #held = 0;
  #bound = Infinity;

  constructor(count: number) {
    this.#count = wholeNumber('a count', count);
    this.values = new Float64Array(2 * count);
    this.numbers = new Int32Array(2 * count);
  }

  get held(): number {
    return this.#held;
  }

  /** Values from here on were left out; Infinity while none was. */
  get bound(): number {
    return this.#bound;
  }

  /** Forgets all values; those from `bound` on are left out from the beginning. */
  clear(bound = Infinity): void {
    this.#held = 0;
    this.#bound = bound;
  }

  add(value: number, number: number): void {
    if (!(value < this.#bound)) return;
    this.values[this.#held] = value;
    this.numbers[this.#held] = number;
    this.#held += 1;
    if (this.#held === this.values.length) this.#halve();
  }

  /** Leaves the `count` smallest in front, by Hoare’s selection. */
  #halve(): void {
    const { values } = this;
    let from = 0;
    let to = this.#held - 1;
    while (from < to) {
      const pivot = values[(from + to) >> 1] as number;
      let left = from;
      let right = to;
      while (left <= right) {
        while ((values[left] as number) < pivot) left += 1;
        while ((values[right] as number) > pivot) right -= 1;
        if (left <= right) this.#swap(left++, right--);
      }
      if (right < this.#count) from = left;
      if (left > this.#count) to = right;
    }
    this.#held = this.#count;
    this.#bound = values[this.#count] as number;
  }

  #swap(one: number, other: number): void {
    const { numbers, values } = this;
    const value = values[one] as number;
    values[one] = values[other] as number;
    values[other] = value;
    const number = numbers[one] as number;
    numbers[one] = numbers[other] as number;
    numbers[other] = number;
  }
}
