import type { Bar } from '../../domain/market/bar.ts';
import type { BarSeries } from '../../market/bar-series.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';

/** Reads the closed bars of one length of an instrument one after the other, as long as there are any. */
export class BarReader {
  readonly market: InstrumentMarket;
  readonly #bars: BarSeries;
  #after: number;
  /** How many bars there were when none waited: it is asked with every event. */
  #lengthWhenRead = -1;

  /** Begins with the first bar that opens at or after `fromTime` ms; its minutes when no other bars are given. */
  constructor(market: InstrumentMarket, fromTime: number, bars: BarSeries = market.bars) {
    this.market = market;
    this.#bars = bars;
    this.#after = fromTime - 1;
  }

  /** How many bars wait. */
  get waiting(): number {
    return this.#bars.length - this.#place();
  }

  /** The next bar without taking it; undefined when none waits. */
  peek(): Bar | undefined {
    if (this.#bars.length === this.#lengthWhenRead) return undefined;
    const bar = this.#bars.at(this.#place());
    if (bar === undefined) this.#lengthWhenRead = this.#bars.length;
    return bar;
  }

  take(bar: Bar): void {
    this.#after = bar.openTime;
  }

  /** Place of the first bar that waits; bars are let go in front, so places do not last. */
  #place(): number {
    const times = this.#bars.column('openTime');
    let low = 0;
    let high = this.#bars.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] ?? Infinity) <= this.#after) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** When a bar is known. */
export const knownAt = ({ intervalMs, openTime }: Bar): number => openTime + intervalMs;
