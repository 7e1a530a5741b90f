/**
 * Mean and variance of values that count less the older they are: each older one `memory` times as much as
 * the one after it. The weights sum to 1 from the first value on. NaN while nothing was seen.
 *
 * Source: West (1979), Updating Mean and Variance Estimates: An Improved Method, Comm. ACM 22.
 */
export class FadingMoments {
  readonly #memory: number;
  #count = 0;
  #weight = 0;
  #mean = NaN;
  #squares = 0;

  /** @throws {RangeError} unless `memory` lies in 0 to 1, 0 left out. */
  constructor(memory: number) {
    if (!(memory > 0 && memory <= 1)) throw new RangeError(`a memory must lie in 0 to 1, was ${memory}`);
    this.#memory = memory;
  }

  /** Values seen so far. */
  get count(): number {
    return this.#count;
  }

  get mean(): number {
    return this.#mean;
  }

  /** Weighted mean of the squared distances from the mean. */
  get variance(): number {
    return this.#squares / this.#weight;
  }

  push(value: number): void {
    const before = this.#count === 0 ? value : this.#mean;
    this.#count += 1;
    this.#weight = this.#memory * this.#weight + 1;
    this.#mean = before + (value - before) / this.#weight;
    this.#squares = this.#memory * this.#squares + (value - before) * (value - this.#mean);
  }
}
