const BINS = 512;
/** Bins a factor of ten holds, so that a bin is 7.5 % wide and all of them span sixteen powers of ten. */
const BINS_PER_DECADE = 32;
const LOWEST = 1e-6;
/** Weights grow instead of all the others shrinking; beyond this they are scaled back. */
const LARGEST_WEIGHT = 1e100;

/**
 * The quantile of a stream of sizes in which an observation counts half as much after `halfLife`
 * further ones. Sizes are sorted into 512 bins of equal ratio from 1e-6 to 1e10; what lies beyond goes
 * into the first or last bin. The answer is the upper edge of a bin, so it may be up to 7.5 % high.
 */
export class DecayingQuantile {
  readonly #share: number;
  readonly #growth: number;
  readonly #weights = new Float64Array(BINS);
  #newest = 1;
  #total = 0;
  /** The bin of the quantile and the weight of all bins below it. */
  #bin = 0;
  #below = 0;
  #count = 0;

  /** @throws {RangeError} when `share` is not between 0 and 1 or `halfLife` is not above zero. */
  constructor(share: number, halfLife: number) {
    if (!(share > 0 && share < 1)) throw new RangeError(`a share must lie between 0 and 1, was ${share}`);
    if (!(halfLife > 0)) throw new RangeError(`a half-life must be above zero observations, was ${halfLife}`);
    this.#share = share;
    this.#growth = 2 ** (1 / halfLife);
  }

  /** How many sizes were seen. */
  get count(): number {
    return this.#count;
  }

  /** The size that a share of the weight does not exceed; undefined before the first. */
  get value(): number | undefined {
    return this.#count === 0 ? undefined : LOWEST * 10 ** ((this.#bin + 1) / BINS_PER_DECADE);
  }

  /** Takes in a size that is not negative. */
  push(size: number): void {
    if (this.#newest > LARGEST_WEIGHT) this.#scaleBack();
    this.#newest *= this.#growth;
    const bin = binOf(size);
    this.#weights[bin] = (this.#weights[bin] as number) + this.#newest;
    this.#total += this.#newest;
    if (bin < this.#bin) this.#below += this.#newest;
    this.#count += 1;
    this.#follow();
  }

  #follow(): void {
    const wanted = this.#share * this.#total;
    while (this.#bin > 0 && this.#below >= wanted) {
      this.#bin -= 1;
      this.#below -= this.#weights[this.#bin] as number;
    }
    while (this.#bin < BINS - 1 && this.#below + (this.#weights[this.#bin] as number) < wanted) {
      this.#below += this.#weights[this.#bin] as number;
      this.#bin += 1;
    }
  }

  #scaleBack(): void {
    this.#total = 0;
    this.#below = 0;
    for (let bin = 0; bin < BINS; bin += 1) {
      const weight = (this.#weights[bin] as number) / this.#newest;
      this.#weights[bin] = weight;
      this.#total += weight;
      if (bin < this.#bin) this.#below += weight;
    }
    this.#newest = 1;
  }
}

function binOf(size: number): number {
  const place = Math.floor(Math.log10(size / LOWEST) * BINS_PER_DECADE);
  return place > 0 ? Math.min(place, BINS - 1) : 0;
}
