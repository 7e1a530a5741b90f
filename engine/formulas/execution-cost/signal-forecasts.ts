import { clip } from '../../numerics/clip.ts';
import { LeadRegressions } from '../../numerics/lead-regressions.ts';
import type { Opinions } from '../step-contents.ts';

/** Sum of forecasts, each divided by `1 + fading * decay`. */
export function discountedForecast(
  forecasts: ArrayLike<number>,
  fadings: ArrayLike<number>,
  decay: number,
): number {
  let sum = 0;
  for (let k = 0; k < forecasts.length; k += 1) {
    sum += (forecasts[k] as number) / (1 + (fadings[k] as number) * decay);
  }
  return sum;
}

/** What each signal forecasts of the next price change, and how fast it fades. */
export class SignalForecasts {
  readonly #window: number;
  #regressions: LeadRegressions;
  #forecasts = new Float64Array(0);
  #fadings = new Float64Array(0);
  #closeBefore = NaN;

  constructor(window: number) {
    this.#window = window;
    this.#regressions = new LeadRegressions(0, window);
  }

  /** Whether the window is full. */
  get isWarm(): boolean {
    return this.#forecasts.length > 0 && this.#regressions.isFull;
  }

  /** Takes in the signals at a close; other formulas than before begin anew. */
  push({ signals }: Opinions, close: number): void {
    const count = signals.length;
    if (count !== this.#forecasts.length) {
      this.#regressions = new LeadRegressions(count, this.#window);
      this.#forecasts = new Float64Array(count);
      this.#fadings = new Float64Array(count);
      this.#closeBefore = NaN;
    }
    this.#regressions.push(signals, close - this.#closeBefore);
    this.#closeBefore = close;
    if (this.#regressions.isFull) this.#forecast(signals);
  }

  /** Expected change of the price, where what fades counts less the larger `decay` is. */
  discounted(decay: number): number {
    return discountedForecast(this.#forecasts, this.#fadings, decay);
  }

  #forecast(signals: ArrayLike<number>): void {
    let told = 0;
    for (let k = 0; k < this.#forecasts.length; k += 1) {
      const slope = this.#regressions.targetSlope(k);
      const speaks = !Number.isNaN(slope);
      this.#forecasts[k] = speaks ? slope * (signals[k] as number) : 0;
      this.#fadings[k] = speaks ? clip(1 - this.#regressions.ownSlope(k), 0, 2) : 0;
      if (speaks) told += 1;
    }
    // Each signal alone claims what all of them explain together: their mean does not count it twice.
    for (let k = 0; k < this.#forecasts.length; k += 1) {
      this.#forecasts[k] = told === 0 ? 0 : (this.#forecasts[k] as number) / told;
    }
  }
}
