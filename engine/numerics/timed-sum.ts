import { CompensatedSum } from './compensated-sum.ts';
import { TimedValues } from './timed-values.ts';

/** Sum of the values of the last `windowMs`: those with a time after `now - windowMs`. */
export class TimedSum {
  readonly #windowMs: number;
  readonly #values = new TimedValues();
  readonly #sum = new CompensatedSum();

  /** @throws {RangeError} when `windowMs` is not above zero. */
  constructor(windowMs: number) {
    if (!(windowMs > 0)) throw new RangeError(`a time window must be above 0 ms, was ${windowMs}`);
    this.#windowMs = windowMs;
  }

  /** Takes in a value and answers the sum as of its time. Times may repeat but not go back. */
  push(time: number, value: number): number {
    this.#values.append(time, value);
    this.#sum.add(value);
    while (this.#values.timeAt(0) <= time - this.#windowMs) {
      this.#sum.add(-this.#values.valueAt(0));
      this.#values.dropOldest();
    }
    return this.#sum.value;
  }
}
