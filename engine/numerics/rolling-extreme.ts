import { wholeNumber } from './checked-numbers.ts';

/**
 * Highest of the last `length` values (lowest with `direction` -1), in constant time on average: values
 * that a later and higher one has overtaken can never be the highest again and are forgotten.
 */
export class RollingExtreme {
  readonly #direction: 1 | -1;
  readonly #values: Float64Array;
  readonly #places: Float64Array;
  #first = 0;
  #held = 0;
  #seen = 0;

  constructor(length: number, direction: 1 | -1) {
    this.#values = new Float64Array(wholeNumber('a window', length));
    this.#places = new Float64Array(length);
    this.#direction = direction;
  }

  /** Whether `length` values were seen. */
  get isFull(): boolean {
    return this.#seen >= this.#values.length;
  }

  /** The extreme of the values in the window; NaN before the first. */
  get value(): number {
    return this.#held === 0 ? NaN : (this.#values[this.#first] as number);
  }

  push(value: number): void {
    const { length } = this.#values;
    if (this.#held > 0 && (this.#places[this.#first] as number) <= this.#seen - length) {
      this.#first = (this.#first + 1) % length;
      this.#held -= 1;
    }
    while (this.#held > 0 && this.#isOvertaken(value)) this.#held -= 1;
    const last = (this.#first + this.#held) % length;
    this.#values[last] = value;
    this.#places[last] = this.#seen;
    this.#held += 1;
    this.#seen += 1;
  }

  #isOvertaken(value: number): boolean {
    const last = this.#values[(this.#first + this.#held - 1) % this.#values.length] as number;
    return this.#direction * last <= this.#direction * value;
  }
}
