import type { Side } from '../../domain/order/side.ts';

/** Price levels as the venue wrote them: price, size, price, size, … Size zero removes a level. */
export type TextLevels = readonly string[];

/** A book or its changes, every number still the text the venue sent. */
export interface WireBook {
  readonly kind: 'book';
  readonly symbol: string;
  /** Unix ms; undefined where the venue tells no time. */
  readonly venueTime: number | undefined;
  readonly isSnapshot: boolean;
  readonly bids: TextLevels;
  readonly asks: TextLevels;
  /** The venue's number of the book after this frame, where it numbers its books. */
  readonly sequence: number | undefined;
  /** The number of the book this frame changes, where the venue says so. */
  readonly previousSequence: number | undefined;
  /** CRC-32 of the top of the book after this frame, unsigned, where the venue sends one. */
  readonly checksum: number | undefined;
}

/** One trade of others. */
export interface WirePrint {
  readonly symbol: string;
  readonly venueTime: number;
  readonly price: string;
  readonly size: string;
  /** Who crossed the spread, whatever side the venue itself names. */
  readonly aggressor: Side;
  readonly tradeId: string;
}

/** Trades in the order they happened. */
export interface WireTrades {
  readonly kind: 'trades';
  readonly prints: readonly WirePrint[];
  /** Whether these happened before we listened. */
  readonly isBacklog: boolean;
}

/** The venue's fair price of a perpetual. */
export interface WireMark {
  readonly kind: 'mark-price';
  readonly symbol: string;
  readonly venueTime: number;
  readonly price: string;
}

/** The funding rate that is due next, as a fraction of notional; above zero longs pay. */
export interface WireFundingRate {
  readonly kind: 'funding-rate';
  readonly symbol: string;
  readonly rate: string;
  readonly dueTime: number;
}

/** Contracts held open, in base units. */
export interface WireOpenInterest {
  readonly kind: 'open-interest';
  readonly symbol: string;
  readonly venueTime: number;
  readonly openInterestBase: string;
}

/** A position of somebody else that was closed by force; `side` is that of the forced order. */
export interface WireLiquidation {
  readonly kind: 'liquidation';
  readonly symbol: string;
  readonly venueTime: number;
  readonly side: Side;
  readonly price: string;
  readonly size: string;
}

/** The venue refused something we asked of it. */
export interface WireRefusal {
  readonly kind: 'refusal';
  readonly code: string;
  readonly detail: string;
  /** Whether it is a subscription that cannot be had; left out: something else. */
  readonly isOfSubscription?: boolean;
}

/** An answer to a request of ours, or a sign of life that was asked for. */
export interface WireControl {
  readonly kind: 'control';
  /** Whether a subscription was taken on. */
  readonly isAccepted: boolean;
}

/** A well-formed frame nobody here uses: a heartbeat, another stream. */
export interface WireOther {
  readonly kind: 'other';
}

export type WireFrame =
  | WireBook
  | WireTrades
  | WireMark
  | WireFundingRate
  | WireOpenInterest
  | WireLiquidation
  | WireRefusal
  | WireControl
  | WireOther;

/** One message of a socket, checked. */
export interface WireMessage {
  readonly kind: 'message';
  /** Number of the message on its connection, without holes, where the venue counts them. */
  readonly connectionSequence: number | undefined;
  readonly frames: readonly WireFrame[];
}

/** A message that breaks a rule; nothing of it is used. The rule names the field and the value. */
export interface MalformedMessage {
  readonly kind: 'malformed';
  readonly rule: string;
}

/** Checks the text of one message. Never throws, whatever the text. */
export type MessageReader = (text: string) => WireMessage | MalformedMessage;

/** A frame that is well-formed and of no use. */
export const OTHER: WireOther = Object.freeze({ kind: 'other' });
