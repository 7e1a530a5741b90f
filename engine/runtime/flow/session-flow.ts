import type { FlowUpdate, FlowWatch } from '../../contract/flow.ts';
import { flowKey } from '../../contract/flow-key.ts';
import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import { BookHistory } from '../../market/heatmap/book-history.ts';
import { TradedPricesKeeper } from '../../market/heatmap/traded-prices.ts';
import { TradeLog } from '../../market/trade-log.ts';
import type { FlowSource } from './flow-source.ts';

interface Watched {
  readonly instrument: string;
  readonly source: FlowSource;
}

/** Makes the source of a watch; undefined when the market has no such instrument. */
export type OpenFlowSource = (watch: FlowWatch, flow: SessionFlow) => FlowSource | undefined;

/**
 * What the windows see of a session's order flow: the trades of every instrument, and one source for
 * each thing on screen. What nobody watches costs nothing but its trades and its book once a second.
 */
export class SessionFlow {
  readonly #trades = new Map<string, TradeLog>();
  readonly #books = new Map<string, BookHistory>();
  readonly #tradedPrices = new Map<string, TradedPricesKeeper>();
  #nextColumnEnd = 0;
  readonly #watched = new Map<string, Watched>();
  readonly #openSource: OpenFlowSource;

  constructor(openSource: OpenFlowSource) {
    this.#openSource = openSource;
  }

  /** Every trade of the instrument in this session. */
  tradesOf(instrument: InstrumentId): TradeLog {
    let log = this.#trades.get(instrument);
    if (log === undefined) this.#trades.set(instrument, (log = new TradeLog()));
    return log;
  }

  /** The book of the instrument through the time of this session. */
  bookOf(instrument: InstrumentId): BookHistory {
    let history = this.#books.get(instrument);
    if (history === undefined) this.#books.set(instrument, (history = new BookHistory()));
    return history;
  }

  /** What was traded at every price of the instrument in this session; counted from the first question on. */
  tradedPricesOf(instrument: InstrumentId): TradedPricesKeeper {
    let keeper = this.#tradedPrices.get(instrument);
    if (keeper === undefined) {
      keeper = new TradedPricesKeeper(this.tradesOf(instrument));
      this.#tradedPrices.set(instrument, keeper);
    }
    return keeper;
  }

  /** Closes the columns of the books that ended by `time`. */
  passTime(time: number, markets: readonly InstrumentMarket[]): void {
    if (time < this.#nextColumnEnd) return;
    this.#nextColumnEnd = Infinity;
    for (const market of markets) {
      const history = this.bookOf(market.instrument.id);
      history.passTime(time, market);
      this.#nextColumnEnd = Math.min(this.#nextColumnEnd, history.nextEnd);
    }
  }

  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    if (event.kind === 'trade') this.tradesOf(event.instrument).push(event);
    for (const { instrument, source } of this.#watched.values()) {
      if (instrument === event.instrument) source.onEvent(event, market);
    }
  }

  /** Replaces what is watched; what stays goes on where it was. */
  watch(watches: readonly FlowWatch[]): void {
    const wanted = new Map(watches.map((watch) => [flowKey(watch), watch]));
    for (const [key, { source }] of this.#watched) {
      if (wanted.has(key)) continue;
      source.close?.();
      this.#watched.delete(key);
    }
    for (const [key, watch] of wanted) {
      if (this.#watched.has(key)) continue;
      const source = this.#openSource(watch, this);
      if (source) this.#watched.set(key, { instrument: watch.instrument, source });
    }
    // What is watched now may want columns sooner.
    this.#nextColumnEnd = 0;
  }

  takeUpdates(): FlowUpdate[] {
    const updates: FlowUpdate[] = [];
    for (const [key, { source }] of this.#watched) {
      const body = source.takeUpdate();
      if (body !== undefined) updates.push({ key, body });
    }
    return updates;
  }
}
