import { CompensatedSum } from './compensated-sum.ts';
import { wholeNumber } from './checked-numbers.ts';

/** Sum of the last `length` values; undefined until `length` values were seen. Does not drift. */
export class RollingSum {
  readonly #values: Float64Array;
  readonly #sum = new CompensatedSum();
  #next = 0;
  #seen = 0;

  constructor(length: number) {
    this.#values = new Float64Array(wholeNumber('a window', length));
  }

  push(value: number): number | undefined {
    const values = this.#values;
    this.#sum.add(value);
    if (this.#seen === values.length) this.#sum.add(-(values[this.#next] ?? 0));
    else this.#seen += 1;
    values[this.#next] = value;
    this.#next = this.#next + 1 === values.length ? 0 : this.#next + 1;
    return this.#seen === values.length ? this.#sum.value : undefined;
  }
}
