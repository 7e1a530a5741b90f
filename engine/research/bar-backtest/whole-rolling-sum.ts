/** Exact sum of the last `length` whole numbers, as long as it stays below 2^53. */
export class WholeRollingSum {
  readonly #values: Float64Array;
  #sum = 0;
  #next = 0;
  #seen = 0;

  /** @throws {RangeError} when `length` is not a whole number above zero. */
  constructor(length: number) {
    if (!Number.isSafeInteger(length) || length < 1) {
      throw new RangeError(`a window must be a whole number of values above zero, was ${length}`);
    }
    this.#values = new Float64Array(length);
  }

  /** Whether as many values were seen as the window holds. */
  get isWarm(): boolean {
    return this.#seen === this.#values.length;
  }

  /** The sum with one more value; of all values so far while not warm. */
  push(value: number): number {
    const values = this.#values;
    this.#sum += value - (values[this.#next] as number);
    if (this.#seen < values.length) this.#seen += 1;
    values[this.#next] = value;
    this.#next = this.#next + 1 === values.length ? 0 : this.#next + 1;
    return this.#sum;
  }
}
