import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { Side } from '../domain/order/side.ts';
import type { BarSeries } from './bar-series.ts';
import type { OrderBook } from './order-book.ts';
import type { TradeTape } from './trade-tape.ts';

/** Whether what is known of an instrument can be acted on; only `live` can. */
export type FeedState = 'waiting' | 'live' | 'stale' | 'gap' | 'ended';

/** What is known of one instrument now. Read it at once: it changes with the next event. */
export interface InstrumentMarket {
  readonly instrument: Instrument;
  readonly book: OrderBook;
  readonly tape: TradeTape;
  /** Closed one-minute bars. */
  readonly bars: BarSeries;
  /** Closed bars of other lengths, by length in ms, as a venue or a table sums them up. */
  readonly otherBars: ReadonlyMap<number, BarSeries>;
  /** The one-minute bar that is still open; undefined before the first print. */
  readonly formingBar: Bar | undefined;
  /** Price of the last print, 0 before the first. */
  readonly lastTradeTicks: number;
  /** Who crossed the spread in the last print. */
  readonly lastTradeSide: Side | undefined;
  /**
   * The venue's mark price. While the venue has sent none (spot never does) it is the mid, rounded
   * down to the tick; 0 when there is no mid either.
   */
  readonly markTicks: number;
  /** Last funding rate in 10^-8 of the notional, longs to shorts; undefined before the first. */
  readonly fundingRateE8: number | undefined;
  /** Contracts held open in base units; undefined before the venue said so. */
  readonly openInterestBase: number | undefined;
  readonly feed: FeedState;
  /** Why the feed is in this state, with the numbers. */
  readonly feedDetail: string;
  /** Event time of the last event of this instrument in ms, 0 before the first. */
  readonly lastEventTime: number;
}
