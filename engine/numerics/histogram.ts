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
  /** How much the weight per unit changes at the lower edge of each bin, while many are spread. */
  readonly #changes: Float64Array;
  /** How many more cover the bin as a whole than the one before. */
  readonly #covers: Int32Array;
  #outside = 0;

  /** @throws {RangeError} when `width` is not above zero or `bins` is not a whole number of at least 1. */
  constructor(origin: number, width: number, bins: number) {
    if (!(width > 0)) throw new RangeError(`a bin must be wider than 0, was ${width}`);
    this.origin = origin;
    this.width = width;
    this.#perWidth = 1 / width;
    this.weights = new Float64Array(wholeNumber('bins', bins));
    this.#changes = new Float64Array(bins + 1);
    this.#covers = new Int32Array(bins + 1);
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

  /**
   * Spreads many at once, at the same cost however many bins each covers: given are `low`, `high` and `weight` of one
   * after another, from row `from` up to row `end`.
   */
  spreadRows(rows: Float64Array, from: number, end: number): void {
    const { origin, weights, width } = this;
    const changes = this.#changes.fill(0);
    const covers = this.#covers.fill(0);
    const edge = origin + weights.length * width;
    const last = weights.length - 1;
    for (let i = 3 * from; i < 3 * end; i += 3) {
      const low = rows[i] as number;
      const high = rows[i + 1] as number;
      const weight = rows[i + 2] as number;
      if (!(low >= origin && high > low && high <= edge)) {
        this.spread(low, high, weight);
        continue;
      }
      const first = Math.min(last, Math.floor((low - origin) * this.#perWidth));
      const top = Math.min(last, Math.floor((high - origin) * this.#perWidth));
      if (first === top) {
        weights[first] = (weights[first] as number) + weight;
        continue;
      }
      const density = weight / (high - low);
      weights[first] = (weights[first] as number) + density * Math.max(0, origin + (first + 1) * width - low);
      weights[top] = (weights[top] as number) + density * Math.max(0, high - (origin + top * width));
      // What covers no bin as a whole may be dense without bounds, and what weighs nothing covers none.
      if (top === first + 1 || weight === 0) continue;
      changes[first + 1] = (changes[first + 1] as number) + density;
      changes[top] = (changes[top] as number) - density;
      covers[first + 1] = (covers[first + 1] as number) + 1;
      covers[top] = (covers[top] as number) - 1;
    }
    let density = 0;
    let covering = 0;
    for (let bin = 0; bin <= last; bin += 1) {
      covering += covers[bin] as number;
      // Rounding leaves something where nothing is.
      density = covering === 0 ? 0 : density + (changes[bin] as number);
      weights[bin] = (weights[bin] as number) + Math.max(0, density) * width;
    }
  }

  #binOf(value: number): number | undefined {
    const bins = this.weights.length;
    const bin = Math.floor((value - this.origin) / this.width);
    if (bin >= 0 && bin < bins) return bin;
    return bin >= bins && value <= this.origin + bins * this.width ? bins - 1 : undefined;
  }
}
