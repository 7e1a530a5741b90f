/** The prices of a bar that the estimate reads; all above zero. */
export interface SpreadBar {
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/**
 * Half the spread as bars show it, bar by bar: Abdi and Ranaldo's estimator (2017, Review of Financial Studies 30,
 * eq. 10) over the last `window` pairs of bars, as a fraction of the price: half of
 * `2 * sqrt(max(mean((close - mid) * (close - next mid)), 0))`, where mid is halfway between the logarithms of high
 * and low. Zero before the second bar.
 */
export class BarSpread {
  readonly #products: number[] = [];
  readonly #window: number;
  #before: { readonly close: number; readonly mid: number } | undefined;

  /** @throws {RangeError} when the window is not a whole number above zero. */
  constructor(window: number) {
    if (!Number.isSafeInteger(window) || window < 1)
      throw new RangeError(`a window of bars must be a whole number above zero, was ${window}`);
    this.#window = window;
  }

  /** Takes in the next bar; answers half the spread over its price. */
  push(bar: SpreadBar): number {
    const mid = (Math.log(bar.high) + Math.log(bar.low)) / 2;
    if (this.#before) {
      this.#products.push((this.#before.close - this.#before.mid) * (this.#before.close - mid));
      if (this.#products.length > this.#window) this.#products.shift();
    }
    this.#before = { close: Math.log(bar.close), mid };
    if (this.#products.length === 0) return 0;
    const mean = this.#products.reduce((sum, each) => sum + each, 0) / this.#products.length;
    return Math.sqrt(Math.max(mean, 0));
  }
}
