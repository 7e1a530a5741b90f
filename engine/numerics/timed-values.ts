const FIRST_CAPACITY = 64;

/** Values with their times, oldest first, in a ring that grows as needed and never shrinks. */
export class TimedValues {
  #times = new Float64Array(FIRST_CAPACITY);
  #values = new Float64Array(FIRST_CAPACITY);
  #first = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Time at `index`, 0 being the oldest; NaN where there is none. */
  timeAt(index: number): number {
    return index < this.#count ? (this.#times[this.#place(index)] ?? NaN) : NaN;
  }

  /** Value at `index`, 0 being the oldest; NaN where there is none. */
  valueAt(index: number): number {
    return index < this.#count ? (this.#values[this.#place(index)] ?? NaN) : NaN;
  }

  append(time: number, value: number): void {
    if (this.#count === this.#times.length) this.#grow();
    const place = this.#place(this.#count);
    this.#times[place] = time;
    this.#values[place] = value;
    this.#count += 1;
  }

  /** Moves the time of the oldest entry, for a stretch of which only the end still counts. */
  cutOldest(time: number): void {
    this.#times[this.#first] = time;
  }

  dropOldest(): void {
    this.#first = this.#place(1);
    this.#count -= 1;
  }

  #place(index: number): number {
    return (this.#first + index) & (this.#times.length - 1);
  }

  /** Capacity stays a power of two, so that a place is found by masking. */
  #grow(): void {
    const times = new Float64Array(2 * this.#count);
    const values = new Float64Array(2 * this.#count);
    for (let i = 0; i < this.#count; i += 1) {
      times[i] = this.timeAt(i);
      values[i] = this.valueAt(i);
    }
    this.#times = times;
    this.#values = values;
    this.#first = 0;
  }
}
