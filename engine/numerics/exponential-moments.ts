/**
 * Exponential mean and variance with weight `share` on the newest value. Both begin at the first value, which
 * therefore counts as if it had stood there forever. NaN while nothing was seen.
 *
 * Source: Finch (2009), Incremental Calculation of Weighted Mean and Variance, University of Cambridge.
 */
export class ExponentialMoments {
  readonly #share: number;
  #mean = NaN;
  #variance = NaN;

  /** @throws {RangeError} unless `share` is above 0 and at most 1. */
  constructor(share: number) {
    if (!(share > 0 && share <= 1))
      throw new RangeError(`a share must be above 0 and at most 1, was ${share}`);
    this.#share = share;
  }

  get mean(): number {
    return this.#mean;
  }

  /** Weighted mean of the squared distances from the mean. */
  get variance(): number {
    return this.#variance;
  }

  push(value: number): void {
    if (Number.isNaN(this.#mean)) {
      this.#mean = value;
      this.#variance = 0;
      return;
    }
    const step = value - this.#mean;
    this.#mean += this.#share * step;
    this.#variance = (1 - this.#share) * (this.#variance + this.#share * step * step);
  }
}
