import { wholeNumber } from './checked-numbers.ts';

/**
 * Weights sorted into bins of equal width: bin `k` covers `[origin + k * width, origin + (k + 1) * width)`,
 * and the last one its upper edge too. What lies outside is left out and counted.
 */
export class Histogram {
  readonly origin: number;
  readonly width: number;
  readonly weights: Float64Array;
  readonly #perWidth: number;
  #outside = 0;

  /** @throws {RangeError} when `width` is not above zero or `bins` is not a whole number of at least 1. */
  constructor(origin: number, width: number, bins: number) {
    if (!(width > 0)) throw new RangeError(`a bin must be wider than 0, was ${width}`);
    this.origin = origin;
    this.width = width;
    this.#perWidth = 1 / width;
    this.weights = new Float64Array(wholeNumber('bins', bins));
  }

  /** The weight that fell outside of all bins. */
  get outside(): number {
    return this.#outside;
  }

  /** Puts all of `weight` where `value` is. */
  add(value: number, weight: number): void {
    const bin = this.#binOf(value);
    if (bin === undefined) this.#outside += weight;
    else this.weights[bin] = (this.weights[bin] as number) + weight;
  }

  /** Spreads `weight` evenly over `[low, high]`; all of it goes into one bin where they are the same. */
  spread(low: number, high: number, weight: number): void {
    if (!(high > low)) {
      this.add(low, weight);
      return;
    }
    const { origin, weights, width } = this;
    const density = weight / (high - low);
    let inside = 0;
    // A bin more on either side, because a quotient is rounded and an edge is too.
    const first = Math.max(0, Math.floor((low - origin) * this.#perWidth) - 1);
    const last = Math.min(weights.length - 1, Math.floor((high - origin) * this.#perWidth) + 1);
    for (let bin = first; bin <= last; bin += 1) {
      const from = origin + bin * width;
      const to = from + width;
      const overlap = (high < to ? high : to) - (low > from ? low : from);
      if (overlap <= 0) continue;
      const part = density * overlap;
      weights[bin] = (weights[bin] as number) + part;
      inside += part;
    }
    this.#outside += Math.max(0, weight - inside);
  }

  #binOf(value: number): number | undefined {
    const bins = this.weights.length;
    const bin = Math.floor((value - this.origin) / this.width);
    if (bin >= 0 && bin < bins) return bin;
    return bin >= bins && value <= this.origin + bins * this.width ? bins - 1 : undefined;
  }
}
