import type { Bar } from '../../domain/market/bar.ts';
import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { TimedRows } from '../../numerics/timed-rows.ts';

/** Time over which {@link DayActivity} looks back. */
export const DAY_MS = 86_400_000;

/** What traded in the last 24 hours and how far the price went, from bars of any length up to a day. */
export class DayActivity {
  /** Of each bar its squared log return, its base volume and its quote volume. */
  readonly #bars = new TimedRows(3);
  readonly #squares = new CompensatedSum();
  readonly #base = new CompensatedSum();
  readonly #quote = new CompensatedSum();
  readonly #row = new Float64Array(3);
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
      this.#row[0] = logReturn * logReturn;
      this.#row[1] = volumeBase;
      this.#row[2] = volumeBase * close;
      this.#take(openTime);
    }
    this.#lastOpen = openTime;
    this.#close = close;
  }

  #take(openTime: number): void {
    const bars = this.#bars;
    bars.append(openTime, this.#row);
    this.#squares.add(this.#row[0] as number);
    this.#base.add(this.#row[1] as number);
    this.#quote.add(this.#row[2] as number);
    while (bars.oldestTime <= openTime - DAY_MS) {
      this.#squares.add(-bars.oldest(0));
      this.#base.add(-bars.oldest(1));
      this.#quote.add(-bars.oldest(2));
      bars.dropOldest();
    }
    const squares = this.#squares.value;
    const base = this.#base.value;
    const quote = this.#quote.value;
    this.#variance = squares < 0 ? 0 : squares;
    this.#volumeBase = base < 0 ? 0 : base;
    this.#volumeQuote = quote < 0 ? 0 : quote;
  }
}
