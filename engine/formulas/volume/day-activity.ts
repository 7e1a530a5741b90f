import type { Bar } from '../../domain/market/bar.ts';
import { TimedSum } from '../../numerics/timed-sum.ts';

/** Time over which {@link DayActivity} looks back. */
export const DAY_MS = 86_400_000;

/** What traded in the last 24 hours and how far the price went, from bars of any length up to a day. */
export class DayActivity {
  readonly #squares = new TimedSum(DAY_MS);
  readonly #base = new TimedSum(DAY_MS);
  readonly #quote = new TimedSum(DAY_MS);
  #firstOpen = NaN;
  #lastOpen = NaN;
  #close = NaN;
  #variance = 0;
  #volumeBase = 0;
  #volumeQuote = 0;

  /** Whether a whole day lies between the first bar and the last. */
  get isWhole(): boolean {
    return this.#lastOpen - this.#firstOpen >= DAY_MS;
  }

  /** The last close; NaN before the first. */
  get close(): number {
    return this.#close;
  }

  /** Base volume a day. */
  get volumeBase(): number {
    return this.#volumeBase;
  }

  /** Quote volume a day, at the closes of the bars. */
  get volumeQuote(): number {
    return this.#volumeQuote;
  }

  /** Volatility of a day: root of the sum of squared log returns from close to close. */
  get sigma(): number {
    return Math.sqrt(this.#variance);
  }

  push({ close, openTime, volumeBase }: Bar): void {
    if (Number.isNaN(this.#firstOpen)) this.#firstOpen = openTime;
    else {
      const logReturn = Math.log(close / this.#close);
      // The first bar has no return, and so its volume does not count either.
      this.#variance = Math.max(0, this.#squares.push(openTime, logReturn * logReturn));
      this.#volumeBase = Math.max(0, this.#base.push(openTime, volumeBase));
      this.#volumeQuote = Math.max(0, this.#quote.push(openTime, volumeBase * close));
    }
    this.#lastOpen = openTime;
    this.#close = close;
  }
}
