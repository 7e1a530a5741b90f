import type { InstrumentId } from '../instrument/instrument.ts';
import type { Side } from '../order/side.ts';
import type { Lots } from '../units/lots.ts';
import type { Ticks } from '../units/ticks.ts';
import type { UnixMs } from '../units/time.ts';
import type { Levels } from './levels.ts';

/** What every market event carries. */
interface Observed {
  readonly instrument: InstrumentId;
  /** When it reached us: the time the engine lives by. */
  readonly time: UnixMs;
  /** When the venue says it happened. */
  readonly venueTime: UnixMs;
}

/** The whole visible book, replacing what was known. */
export interface BookSnapshot extends Observed {
  readonly kind: 'book-snapshot';
  readonly bids: Levels;
  readonly asks: Levels;
  readonly updateId: number;
  /** Set where nobody saw a book: it was made from the bar before, so that there are prices to decide by. */
  readonly madeOf?: 'bar';
}

/** Levels that changed since the update before; sequence gaps are dealt with by the venue's feed. */
export interface BookDelta extends Observed {
  readonly kind: 'book-delta';
  readonly bids: Levels;
  readonly asks: Levels;
  readonly updateId: number;
}

/** One trade of others on the tape. */
export interface TradePrint extends Observed {
  readonly kind: 'trade';
  readonly ticks: Ticks;
  readonly lots: Lots;
  /** Who crossed the spread: `buy` lifted the ask. */
  readonly aggressor: Side;
  readonly tradeId: string;
}

/** The venue's fair price of a perpetual, used for unrealized P&L, funding and margin. */
export interface MarkPrice extends Observed {
  readonly kind: 'mark-price';
  readonly ticks: Ticks;
}

/** A funding moment: longs pay `rateE8 / 1e8` of their notional at mark to shorts (below zero: receive). */
export interface FundingMoment extends Observed {
  readonly kind: 'funding';
  readonly rateE8: number;
  readonly markTicks: Ticks;
}

/** Whether the feed of an instrument can be believed. No decision is taken on a feed that is not live. */
export interface FeedStatus extends Observed {
  readonly kind: 'feed-status';
  readonly status: 'live' | 'stale' | 'gap' | 'ended';
  /** What happened, with the numbers, for the log. */
  readonly detail: string;
}

/**
 * A period that was over before we listened, as the venue sums it up: history for charts, and for
 * features on bars of its length. Prices in quote units, volume in base units, doubles. Who crossed the spread is not
 * known of it.
 */
export interface VenueBar extends Observed {
  readonly kind: 'venue-bar';
  readonly openTime: UnixMs;
  /** Length of the period in ms; venues tell the lengths that formulas run on, imported tables any. */
  readonly intervalMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
}

/** How much of a perpetual is held open in all. */
export interface OpenInterest extends Observed {
  readonly kind: 'open-interest';
  /** Contracts held open, in base units, counted once (not once for each side). */
  readonly openInterestBase: number;
}

/** A position of somebody else that the venue closed by force, as far as the venue tells. */
export interface Liquidation extends Observed {
  readonly kind: 'liquidation';
  /** Side of the forced order: `sell` closed a long. */
  readonly side: Side;
  /** Price the venue tells: of the fill where it says so, else of bankruptcy. */
  readonly ticks: Ticks;
  readonly lots: Lots;
}

/**
 * A named number from outside the tape and the book, such as the difficulty of the chain. One that speaks of
 * no instrument, of the chain or of all of crypto, is told once, beside any instrument of the session.
 */
export interface OutsideNumber extends Observed {
  readonly kind: 'outside-number';
  /** Name of the series, such as `chain.difficulty`; what it means and its unit go with the name. */
  readonly name: string;
  /** Finite; of either sign. */
  readonly value: number;
}

export type MarketEvent =
  | BookSnapshot
  | BookDelta
  | TradePrint
  | MarkPrice
  | FundingMoment
  | FeedStatus
  | VenueBar
  | OpenInterest
  | Liquidation
  | OutsideNumber;
