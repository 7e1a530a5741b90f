const MOST = 60;

/** A growing sum at up to sixty places of its past, evenly spaced but for the newest. */
export class GainPath {
  #sums: number[] = [];
  #every = 1;
  #sinceLast = 0;
  #sum = 0;

  push(gain: number): void {
    this.#sum += gain;
    this.#sinceLast += 1;
    if (this.#sinceLast < this.#every) return;
    this.#sinceLast = 0;
    this.#sums.push(this.#sum);
    if (this.#sums.length < MOST) return;
    this.#sums = this.#sums.filter((_, place) => place % 2 === 1);
    this.#every *= 2;
  }

  /** The sums, oldest first, the sum of now last. */
  get values(): readonly number[] {
    return this.#sinceLast === 0 ? [...this.#sums] : [...this.#sums, this.#sum];
  }
}
