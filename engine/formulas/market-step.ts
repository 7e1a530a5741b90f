import type { Bar } from '../domain/market/bar.ts';
import type { Quote } from '../domain/market/quote.ts';
import type { BookSlice, TradeTick } from './formula.ts';

/** The closed bars of one time of every followed symbol. */
export interface PeerBars {
  /** Own symbol first, the others in the order in which they are followed. */
  readonly symbols: readonly string[];
  /** In the same order; undefined where a symbol has no bar of this time. The first is never missing. */
  readonly bars: readonly (Bar | undefined)[];
  /** Place of the leader: bitcoin for every other coin, ether for bitcoin; -1 when it is not followed. */
  readonly leader: number;
}

/** A round trip of our own that has ended. */
export interface ClosedTrade {
  readonly strategy: string;
  readonly direction: 'long' | 'short';
  readonly openedAt: number;
  readonly closedAt: number;
  /** Gain after all fees as a fraction of the notional at entry; below zero is a loss. */
  readonly netReturn: number;
  /** The same in quote units. */
  readonly netPnlQuote: number;
  /** Distance of the first stop as a fraction of the entry price; undefined when there was none. */
  readonly stopDistance?: number;
  /** Size of the combined signal times its confidence at entry, 0 to 1. */
  readonly conviction?: number;
}

/** What we hold in the instrument from now on. */
export interface HeldPosition {
  readonly direction: 'long' | 'short' | 'flat';
  /** Mean price of what is held; 0 when flat. */
  readonly entryPrice: number;
}

/**
 * One step of a formula that reads several things at once, in the order in which they happened. `time`
 * is when we knew: the close of a bar, the time of a trade or a book.
 */
export type MarketStep =
  | { readonly kind: 'bar'; readonly time: number; readonly bar: Bar }
  | { readonly kind: 'trade'; readonly time: number; readonly trade: TradeTick }
  | { readonly kind: 'book'; readonly time: number; readonly book: BookSlice }
  | { readonly kind: 'quote'; readonly time: number; readonly quote: Quote }
  | { readonly kind: 'peers'; readonly time: number; readonly peers: PeerBars }
  | { readonly kind: 'position'; readonly time: number; readonly position: HeldPosition }
  | { readonly kind: 'closed-trade'; readonly time: number; readonly trade: ClosedTrade }
  /** One number of a named series from outside, such as the difficulty of the chain, with its time. */
  | { readonly kind: 'series'; readonly time: number; readonly name: string; readonly value: number };

/** What a formula may read. */
export type StepKind = MarketStep['kind'];
