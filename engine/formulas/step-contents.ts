import type { Bar } from '../domain/market/bar.ts';

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
