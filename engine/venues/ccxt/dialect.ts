import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { StreamKind } from '../stream-health.ts';
import type { InstrumentFrame, LiveMessage } from '../wire/live-frame.ts';
import type { WireStepRules } from '../wire/wire-steps.ts';
import type { BookContinuity } from './book-continuity.ts';
import type { CcxtExchange, CcxtExchangeClass } from './ccxt-exchange.ts';

/** What a venue lists: ccxt's market with the venue's own words in `info`. */
export interface ListedMarket {
  readonly id: string;
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly type: string;
  readonly active?: boolean | undefined;
  readonly maker?: number | undefined;
  readonly taker?: number | undefined;
  readonly info: unknown;
}

/** An instrument with the venue's own name of it, which frames carry: `BTCUSDT`. */
export interface ListedInstrument {
  readonly instrument: Instrument;
  readonly wireSymbol: string;
  /** How the venue writes its prices and sizes, where its steps are not the instrument's own. */
  readonly steps?: WireStepRules | undefined;
}

/** Checks the text of one message. */
export type MessageReader = (text: string) => LiveMessage;

/** One call by which ccxt subscribes to something. It resolves or rejects when its connection ends. */
export interface WatchCall {
  readonly kind: StreamKind;
  /** ccxt's unified symbols it is about. */
  readonly symbols: readonly string[];
  watch(exchange: CcxtExchange): Promise<unknown>;
}

/**
 * What shares a connection, and so is lost and dialed again together. Books and trades are needed to
 * believe an instrument; without the rest it goes on.
 */
export interface Line {
  /** Short and unique at the venue, for logs: `linear`, `depth`. */
  readonly name: string;
  readonly calls: readonly WatchCall[];
}

/** How a book that has to be given up is had anew. */
export type Resync =
  /** The venue begins a subscription with a snapshot, and takes subscriptions back one by one. */
  | {
      readonly kind: 'resubscribe';
      unwatch(exchange: CcxtExchange, symbol: string): Promise<unknown>;
      watch(exchange: CcxtExchange, symbol: string): Promise<unknown>;
    }
  /** The stream holds changes only; the snapshot they join is asked for by REST. */
  | {
      readonly kind: 'rest';
      /** @throws {Error} what ccxt threw, or that the answer is no snapshot. */
      snapshot(exchange: CcxtExchange, listed: ListedInstrument): Promise<InstrumentFrame>;
    }
  /** Only a new connection brings a snapshot. */
  | { readonly kind: 'redial' };

/** Something the venue has no stream for, asked for by REST again and again. */
export interface Poll {
  readonly kind: StreamKind;
  readonly everyMs: number;
  isFor(instrument: Instrument): boolean;
  ask(exchange: CcxtExchange, listed: ListedInstrument): Promise<InstrumentFrame>;
}

/** A venue's published limit of REST requests; we stay below a share of it. */
export interface RestLimit {
  readonly weight: number;
  readonly perMs: number;
  /** The venue's weight of one unit of ccxt's cost. */
  readonly weightPerCost: number;
}

/** Where a loopback venue listens. */
export interface LoopbackUrls {
  readonly restUrl: string;
  readonly wsUrl: string;
}

/** Everything that is different from venue to venue about its public live data. */
export interface VenueDialect {
  /** As a person calls it: `Bybit`. */
  readonly title: string;
  /** Everywhere the client may connect to; with the port where it is not the usual one. */
  readonly hosts: readonly string[];
  /** ccxt's own class of the venue. */
  readonly exchange: CcxtExchangeClass;
  /** ccxt's settings for these symbols, besides those every venue shares. */
  options(symbols: readonly string[]): Readonly<Record<string, unknown>>;
  /** ccxt's addresses on a loopback venue, in place of `urls.api`. */
  loopbackUrls(urls: LoopbackUrls): Readonly<Record<string, unknown>>;
  readonly rest: RestLimit;
  /** Larger messages close the socket. */
  readonly largestMessageBytes: number;
  /** The instrument behind a market. @throws {RangeError} when it cannot be followed, naming the rule. */
  list(market: ListedMarket): ListedInstrument;
  /** What is subscribed to, by connection. */
  lines(instruments: readonly Instrument[]): readonly Line[];
  /** What checks the text of each message of a line. Pure. */
  reader(listed: readonly ListedInstrument[], line: Line): MessageReader;
  /**
   * Whether a message that was refused may have been about a book, where books are not numbered and
   * what is missing would not be noticed.
   */
  mayHideBook?(text: string): boolean;
  /** A fresh check of one book's completeness. */
  continuity(listed: ListedInstrument): BookContinuity;
  readonly resync: Resync;
  readonly polls: readonly Poll[];
  /** The venue closes every connection after a time; ours is replaced after this, if it does. */
  readonly rolloverAfterMs?: number;
  /** The venue's time in Unix ms, where ccxt's own `fetchTime` is too coarse. */
  time?(exchange: CcxtExchange): Promise<number | undefined>;
  /** That time is told in whole seconds: too coarse to say how long a message was under way. */
  readonly hasCoarseClock?: boolean;
  /** The most candles the venue gives at once. */
  readonly candlePage: number;
}
