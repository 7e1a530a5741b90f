import type { Instrument } from '../domain/instrument/instrument.ts';
import type { TradePrint } from '../domain/market/market-event.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { TapeStep } from '../formulas/formula.ts';
import type { OrderBook } from '../market/order-book.ts';
import { type FeatureRun, feedAll } from './feature-run.ts';

/**
 * The running formulas of one instrument that see trades and best quotes together. A trade is fed beside
 * the quote we knew when we learned of it, whether or not that quote has already felt it.
 */
export class TapeSteps {
  readonly runs: FeatureRun<'trade-quote'>[] = [];
  readonly #instrument: Instrument;
  readonly #step: { -readonly [Name in keyof TapeStep]: TapeStep[Name] } = {
    time: 0,
    event: 'quote',
    bid: 0,
    bidSize: 0,
    ask: 0,
    askSize: 0,
    price: 0,
    sizeBase: 0,
    side: 'buy',
  };

  constructor(instrument: Instrument) {
    this.#instrument = instrument;
  }

  feedTrade(book: OrderBook, event: TradePrint): void {
    if (this.runs.length === 0) return;
    this.#setQuote(book, event.time);
    this.#step.event = 'trade';
    this.#step.price = event.ticks * this.#instrument.tickValue;
    this.#step.sizeBase = event.lots * this.#instrument.lotValue;
    this.#step.side = event.aggressor;
    feedAll(this.runs, this.#step);
  }

  feedQuote(book: OrderBook, time: UnixMs): void {
    if (this.runs.length === 0) return;
    this.#setQuote(book, time);
    this.#step.event = 'quote';
    this.#step.price = 0;
    this.#step.sizeBase = 0;
    feedAll(this.runs, this.#step);
  }

  #setQuote(book: OrderBook, time: UnixMs): void {
    const { tickValue, lotValue } = this.#instrument;
    this.#step.time = time;
    this.#step.bid = book.bestBid * tickValue;
    this.#step.bidSize = book.bestBidLots * lotValue;
    this.#step.ask = book.bestAsk * tickValue;
    this.#step.askSize = book.bestAskLots * lotValue;
  }
}
