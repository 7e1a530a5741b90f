import type { FlowUpdate, FlowWatch } from '../../contract/flow.ts';
import { flowKey } from '../../contract/flow-key.ts';
import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent, OutsideNumber } from '../../domain/market/market-event.ts';
import type { Fitter } from '../../formulas/refit.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import { BookHistory } from '../../market/heatmap/book-history.ts';
import { TradedPricesKeeper } from '../../market/heatmap/traded-prices.ts';
import type { PastBars } from '../../market/bars/past-bars.ts';
import { TradeLog } from '../../market/trade-log.ts';
import type { FormulaMarket, OwnPast } from '../formulas/formula-market.ts';
import { type BarBook, barBookOf } from './bar-book.ts';
import type { FlowSource } from './flow-source.ts';

interface Watched {
  readonly watch: FlowWatch;
  readonly source: FlowSource;
}

/**
 * Opens what was before the session of an instrument whose first trade or minute in it began at `firstTime`
 * ms; undefined while that is not settled.
 */
export type OpenPastOf = (instrument: InstrumentId, firstTime: number | undefined) => PastBars | undefined;

const MINUTE_MS = 60_000;

/** What of a session the flow does not see by itself. */
export type FlowSession = Pick<
  FormulaMarket,
  | 'fitter'
  | 'hasBegun'
  | 'isFitting'
  | 'markets'
  | 'monotonicMs'
  | 'numbers'
  | 'own'
  | 'screenVotes'
  | 'votes'
>;

/** Makes the source of a watch; undefined when the market has no such instrument. */
export type OpenFlowSource = (watch: FlowWatch, flow: SessionFlow) => FlowSource | undefined;

/**
 * What the windows see of a session's order flow: the trades of every instrument, and one source for
 * each thing on screen. What nobody watches costs nothing but its trades and its book once a second.
 */
export class SessionFlow implements FormulaMarket {
  readonly #trades = new Map<string, TradeLog>();
  readonly #books = new Map<string, BookHistory>();
  readonly #tradedPrices = new Map<string, TradedPricesKeeper>();
  #nextColumnEnd = 0;
  readonly #watched = new Map<string, Watched>();
  readonly #openSource: OpenFlowSource;
  readonly #openPast: OpenPastOf;
  /** When the first trade or minute of an instrument began, in ms. */
  readonly #firstTimes = new Map<string, number>();
  /** The last number of every outside series, by the instrument it was told beside and its name. */
  readonly #outside = new Map<string, OutsideNumber>();
  readonly #session: FlowSession;
  /** Of the numbers that what is watched was told. */
  #edition: number;

  constructor(
    openSource: OpenFlowSource,
    openPast: OpenPastOf = () => undefined,
    session: FlowSession = { markets: () => [] },
  ) {
    this.#openSource = openSource;
    this.#openPast = openPast;
    this.#session = session;
    this.#edition = session.numbers?.edition ?? 0;
  }

  markets(): readonly InstrumentMarket[] {
    return this.#session.markets();
  }

  get own(): OwnPast | undefined {
    return this.#session.own;
  }

  get votes(): FormulaMarket['votes'] {
    return this.#session.votes;
  }

  get screenVotes(): FormulaMarket['screenVotes'] {
    return this.#session.screenVotes;
  }

  get numbers(): FormulaMarket['numbers'] {
    return this.#session.numbers;
  }

  get hasBegun(): FormulaMarket['hasBegun'] {
    return this.#session.hasBegun;
  }

  get fitter(): Fitter | undefined {
    return this.#session.fitter;
  }

  get isFitting(): FormulaMarket['isFitting'] {
    return this.#session.isFitting;
  }

  get monotonicMs(): FormulaMarket['monotonicMs'] {
    return this.#session.monotonicMs;
  }

  outsideNumbers(): Iterable<OutsideNumber> {
    return this.#outside.values();
  }

  /** All bars of a market in this session, and of before it. */
  barsOf(market: InstrumentMarket): BarBook {
    const { id } = market.instrument;
    return barBookOf(market, this.tradesOf(id), () => this.#openPast(id, this.#firstTimes.get(id)));
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
    if (event.kind === 'trade') {
      const trades = this.tradesOf(event.instrument);
      if (trades.total === 0) this.#noteFirst(event.instrument, event.time);
      trades.push(event);
    } else if (event.kind === 'venue-bar' && event.intervalMs === MINUTE_MS)
      this.#noteFirst(event.instrument, event.openTime);
    else if (event.kind === 'outside-number') this.#outside.set(`${event.instrument} ${event.name}`, event);
    for (const { source, watch } of this.#watched.values()) {
      if (source.seesAll === true || watch.instrument === event.instrument) source.onEvent(event, market);
    }
  }

  #noteFirst(instrument: string, time: number): void {
    if (!this.#firstTimes.has(instrument)) this.#firstTimes.set(instrument, time);
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
      this.#open(key, watch);
    }
    // What is watched now may want columns sooner.
    this.#nextColumnEnd = 0;
  }

  #open(key: string, watch: FlowWatch): void {
    const source = this.#openSource(watch, this);
    if (source) this.#watched.set(key, { watch, source });
    else this.#watched.delete(key);
  }

  /** What reads numbers of a person's own begins anew when their past is another one. */
  #followNumbers(): void {
    const { edition = 0 } = this.#session.numbers ?? {};
    if (edition === this.#edition) return;
    this.#edition = edition;
    for (const [key, { source, watch }] of this.#watched) {
      if (source.readsNumbers !== true) continue;
      source.close?.();
      this.#open(key, watch);
    }
  }

  takeUpdates(): FlowUpdate[] {
    this.#followNumbers();
    const updates: FlowUpdate[] = [];
    for (const [key, { source }] of this.#watched) {
      const body = source.takeUpdate();
      if (body !== undefined) updates.push({ key, body });
    }
    return updates;
  }
}
