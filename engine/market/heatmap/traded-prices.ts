import type { TradeLog } from '../trade-log.ts';

/** Lots traded at one price since the session began, by who crossed the spread. */
export interface TradedPrice {
  boughtLots: number;
  soldLots: number;
}

/** What was traded at every price, kept up to date from a trade log. */
export class TradedPricesKeeper {
  readonly #trades: TradeLog;
  readonly #prices = new Map<number, TradedPrice>();
  readonly #changed = new Set<number>();
  #place = 0;

  constructor(trades: TradeLog) {
    this.#trades = trades;
  }

  /** Lots by price in ticks, with all trades until now. */
  prices(): ReadonlyMap<number, Readonly<TradedPrice>> {
    this.#catchUp();
    return this.#prices;
  }

  /** Prices in ticks at which something was traded since the call before. */
  takeChanged(): number[] {
    this.#catchUp();
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  #catchUp(): void {
    if (this.#place === this.#trades.total) return;
    this.#trades.each(this.#place, (_time, ticks, signedLots) => {
      let price = this.#prices.get(ticks);
      if (price === undefined) this.#prices.set(ticks, (price = { boughtLots: 0, soldLots: 0 }));
      if (signedLots > 0) price.boughtLots += signedLots;
      else price.soldLots -= signedLots;
      this.#changed.add(ticks);
    });
    this.#place = this.#trades.total;
  }
}
