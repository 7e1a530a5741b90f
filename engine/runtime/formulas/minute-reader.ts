import type { Bar } from '../../domain/market/bar.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';

const MINUTE_MS = 60_000;

/** Reads the closed minutes of an instrument one after the other, as long as there are any. */
export class MinuteReader {
  readonly market: InstrumentMarket;
  #after: number;
  /** How many bars there were when none waited: it is asked with every event. */
  #lengthWhenRead = -1;

  /** Begins with the first minute that opens at or after `fromTime` ms. */
  constructor(market: InstrumentMarket, fromTime: number) {
    this.market = market;
    this.#after = fromTime - 1;
  }

  /** Open time of the last minute that was read; just before the begin when there was none. */
  get after(): number {
    return this.#after;
  }

  /** How many minutes wait. */
  get waiting(): number {
    return this.market.bars.length - this.#place();
  }

  /** The next minute without taking it; undefined when none waits. */
  peek(): Bar | undefined {
    const { bars } = this.market;
    if (bars.length === this.#lengthWhenRead) return undefined;
    const bar = bars.at(this.#place());
    if (bar === undefined) this.#lengthWhenRead = bars.length;
    return bar;
  }

  take(bar: Bar): void {
    this.#after = bar.openTime;
  }

  /** Place of the first minute that waits; minutes are let go in front, so places do not last. */
  #place(): number {
    const { bars } = this.market;
    const times = bars.column('openTime');
    let low = 0;
    let high = bars.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] ?? Infinity) <= this.#after) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** When a minute is known. */
export const knownAt = (bar: Bar): number => bar.openTime + MINUTE_MS;
