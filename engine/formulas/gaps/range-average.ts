import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { trueRange } from '../volatility/true-range.ts';

const NOTHING = 1e-12;

/**
 * Average true range in quote units, begun at the first bar: the first range counts as if it had stood there
 * forever, so there is an average at once.
 */
export class RangeAverage {
  readonly #length: number;
  #count = 0;
  #average = NaN;
  #close = NaN;

  constructor(length: number) {
    this.#length = wholeNumber('atr_period', length);
  }

  /** Whether as many ranges were seen as the average is long. */
  get isWarm(): boolean {
    return this.#count >= this.#length;
  }

  /** NaN before the first range and where nothing moved. */
  get value(): number {
    return this.#average >= NOTHING ? this.#average : NaN;
  }

  push(bar: { readonly high: number; readonly low: number; readonly close: number }): void {
    const isFirst = this.#count === 0;
    const range = isFirst ? bar.high - bar.low : trueRange(bar, this.#close);
    this.#average = isFirst ? range : this.#average + (range - this.#average) / this.#length;
    this.#close = bar.close;
    this.#count += 1;
  }
}
