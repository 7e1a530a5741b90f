import type { Bar } from '../domain/market/bar.ts';
import type { Quote } from '../domain/market/quote.ts';
import type { Side } from '../domain/order/side.ts';
import type { VoteGroup } from '../domain/vote/vote-group.ts';

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

/** Which other followed instrument something comes from. */
export interface Peer {
  /** Its place in the order in which instruments are followed; own is 0. */
  readonly place: number;
  /** Whether it leads: bitcoin for every other coin, ether for bitcoin. */
  readonly isLeader: boolean;
  /** Whether it is the same coin at another venue or in another contract. */
  readonly isSameCoin: boolean;
}

/** A trade of another followed instrument; price in its quote units, size in its base units. */
export interface PeerTrade extends Peer {
  readonly price: number;
  readonly sizeBase: number;
  readonly side: Side;
}

/** A new best quote of another followed instrument. */
export interface PeerQuote extends Peer {
  readonly quote: Quote;
}

/**
 * What the direction formulas of this instrument say at one moment, one place for each, in the order of
 * their numbers.
 */
export interface Opinions {
  /** Catalogue numbers, ascending. */
  readonly ids: readonly number[];
  /** -1 to 1; 0 where the formula is not ready. */
  readonly signals: Readonly<Float64Array>;
  /** 0 to 1. */
  readonly confidences: Readonly<Float64Array>;
  /** The raw values; NaN where there is none. */
  readonly values: Readonly<Float64Array>;
  /** 1 where the formula has a value. */
  readonly isReady: Readonly<Uint8Array>;
  /** 1 where it had one that is too old to count; nowhere when left out. */
  readonly isStale?: Readonly<Uint8Array>;
  /** Whose opinions they are; those of the medium group when left out. */
  readonly group?: VoteGroup;
}

/** The decision of a vote over the direction formulas. */
export interface VoteOutcome {
  /** 1 long, -1 short, 0 flat. */
  readonly winner: -1 | 0 | 1;
  /** -1 to 1. */
  readonly signal: number;
  /** 0 to 1. */
  readonly confidence: number;
  /** Probability of a rise that the pooled log odds give. */
  readonly probabilityUp: number;
  /** Which group voted; the medium one when left out. */
  readonly group?: VoteGroup;
}

/** What we hold of every followed symbol, as signed notional in quote units, in the order of {@link PeerBars}. */
export interface Holdings {
  readonly notionals: readonly number[];
  readonly equityQuote: number;
}

/** An order being worked in slices: told when it begins, and again after each of its fills. */
export interface ParentOrder {
  readonly side: Side;
  readonly sizeBase: number;
  readonly filledBase: number;
  /** When the decision was made, and the mid price at that moment. */
  readonly startedAt: number;
  readonly arrivalMid: number;
}

/** A fill of our own; the fee is a cost above zero, a rebate below. */
export interface OwnFill {
  readonly side: Side;
  readonly price: number;
  readonly sizeBase: number;
  readonly feeQuote: number;
}

/** Log return after fees of every running strategy over the bar that has just closed; 0 for one that stayed out. */
export interface StrategyReturns {
  readonly names: readonly string[];
  readonly returns: readonly number[];
}
