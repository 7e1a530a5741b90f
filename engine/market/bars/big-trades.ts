import { DecayingQuantile } from '../../numerics/decaying-quantile.ts';
import type { TradeLog } from '../trade-log.ts';

/** A trade that was larger than most before it. */
export interface BigTrade {
  readonly time: number;
  readonly ticks: number;
  /** Above zero: the buyer crossed the spread. */
  readonly signedLots: number;
  /** Its size as a multiple of the quantile it was held against. */
  readonly timesQuantile: number;
}

/** Trades until which nothing is called big. */
const WARM_UP_TRADES = 200;
const HALF_LIFE_TRADES = 5000;
const MOST_KEPT = 100_000;

/**
 * Trades at or above a quantile of the sizes before them, of which one counts half as much after 5,000
 * more. Causal: whether a trade is big is settled when it comes.
 */
export class BigTrades {
  readonly #trades: TradeLog;
  readonly #quantile: DecayingQuantile;
  #found: BigTrade[] = [];
  #next = 0;

  /** `share` of the trades are smaller than the quantile. @throws {RangeError} when it is not between 0 and 1. */
  constructor(trades: TradeLog, share: number) {
    this.#trades = trades;
    this.#quantile = new DecayingQuantile(share, HALF_LIFE_TRADES);
  }

  /** Takes in the trades since the last time. */
  catchUp(): void {
    const quantile = this.#quantile;
    this.#trades.each(this.#next, (time, ticks, signedLots) => {
      const lots = Math.abs(signedLots);
      const { value } = quantile;
      if (value !== undefined && quantile.count >= WARM_UP_TRADES && lots >= value)
        this.#found.push({ time, ticks, signedLots, timesQuantile: lots / value });
      quantile.push(lots);
    });
    this.#next = this.#trades.total;
    if (this.#found.length > 2 * MOST_KEPT) this.#found = this.#found.slice(-MOST_KEPT);
  }

  /** Big trades from `from` up to but without `to`, in ms, oldest first; of more than `most` the largest. */
  between(from: number, to: number, most: number): BigTrade[] {
    const inside = this.#found.slice(this.#placeAt(from), this.#placeAt(to));
    if (inside.length <= most) return inside;
    const largest = inside.toSorted((a, b) => b.timesQuantile - a.timesQuantile).slice(0, most);
    return largest.toSorted((a, b) => a.time - b.time);
  }

  #placeAt(time: number): number {
    let low = 0;
    let high = this.#found.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#found[middle] as BigTrade).time < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
