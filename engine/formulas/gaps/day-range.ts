import type { Bar } from '../../domain/market/bar.ts';
import { RangeAverage } from './range-average.ts';

const DAY_MS = 86_400_000;

/** Average range of UTC days, from bars of any length up to a day. A day counts that was seen from its beginning. */
export class DayRange {
  readonly #average: RangeAverage;
  #day = NaN;
  #isWhole = false;
  readonly #today = { high: NaN, low: NaN, close: NaN };

  /** `length` is in days. */
  constructor(length: number) {
    this.#average = new RangeAverage(length);
  }

  /** Average of the days before that of the last bar in quote units; NaN before `length` days and where nothing moved. */
  get value(): number {
    return this.#average.isWarm ? this.#average.value : NaN;
  }

  /** Takes in the next bar; whether it is the first of its day. */
  push({ close, high, low, openTime }: Bar): boolean {
    const day = Math.floor(openTime / DAY_MS);
    const isNew = day !== this.#day;
    if (isNew) {
      if (this.#isWhole) this.#average.push(this.#today);
      this.#isWhole = openTime === day * DAY_MS;
      this.#day = day;
    }
    this.#today.high = isNew ? high : Math.max(this.#today.high, high);
    this.#today.low = isNew ? low : Math.min(this.#today.low, low);
    this.#today.close = close;
    return isNew;
  }
}
