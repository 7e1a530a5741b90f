import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Side } from '../../domain/order/side.ts';
import { DecimalSteps } from '../recorded/decimal-steps.ts';

/** A book or its changes, checked, in whole ticks and lots. */
export interface BookFrame {
  readonly kind: 'book';
  /** The venue's own symbol, as in every frame. */
  readonly symbol: string;
  /** Unix ms by the venue's clock; undefined where it tells none. */
  readonly venueTime: number | undefined;
  readonly isSnapshot: boolean;
  /** Number of the last update in the frame; 0 where the venue numbers none and the book's rule counts. */
  readonly updateId: number;
  /** Number of the first update in the frame, where a frame holds several. */
  readonly firstId?: number | undefined;
  /** Number of the last update of the frame before, where the venue names it. */
  readonly previousId?: number | undefined;
  /** Price in ticks, size in lots, in turn; 0 lots removes the level. */
  readonly bids: readonly number[];
  readonly asks: readonly number[];
  /** The venue's own sum over its book after this frame, with the levels as they were written. */
  readonly checksum?: BookChecksum | undefined;
}

/** What a venue sends to check a book by. */
export interface BookChecksum {
  readonly value: number;
  /** Price and size in turn, as the text received, in the order of `bids` and `asks`. */
  readonly bidTexts: readonly string[];
  readonly askTexts: readonly string[];
}

/** One print of the tape. */
export interface PrintFields {
  readonly venueTime: number;
  readonly ticks: number;
  readonly lots: number;
  /** Who crossed the spread, whatever convention the venue writes. */
  readonly aggressor: Side;
  readonly tradeId: string;
}

export interface TradesFrame {
  readonly kind: 'trades';
  readonly symbol: string;
  readonly prints: readonly PrintFields[];
}

/** What changed of a perpetual's terms; undefined is unchanged or not told. */
export interface TickerFrame {
  readonly kind: 'ticker';
  readonly symbol: string;
  /** Undefined where the venue tells none. */
  readonly venueTime: number | undefined;
  readonly markTicks: number | undefined;
  readonly fundingRateE8: number | undefined;
  readonly nextFundingTime: number | undefined;
  /** Spot index the perpetual follows, in quote units; undefined where the venue tells it elsewhere. */
  readonly indexPrice?: number | undefined;
  /** Contracts held open, in base units. */
  readonly openInterestBase?: number | undefined;
}

export interface LiquidationFields {
  readonly venueTime: number;
  /** Side of the forced order: `sell` closed a long. */
  readonly side: Side;
  readonly ticks: number;
  readonly lots: number;
}

export interface LiquidationsFrame {
  readonly kind: 'liquidations';
  readonly symbol: string;
  readonly liquidations: readonly LiquidationFields[];
}

/** A frame about one instrument. */
export type InstrumentFrame = BookFrame | TradesFrame | TickerFrame | LiquidationsFrame;

/** An answer to a request of ours, or a sign of life. */
export interface ControlFrame {
  readonly kind: 'control';
  /** Whether a subscription was taken on. */
  readonly isAccepted: boolean;
  /** Whether ccxt has to see it: to end an unsubscription, to refuse a subscription, to hear a pong. */
  readonly isForCcxt: boolean;
  /** Whether what was subscribed to is refused for good, as a symbol that is not listed any more. */
  readonly isRefused?: boolean;
}

/** A well-formed frame of something that was not asked for. */
export interface OtherFrame {
  readonly kind: 'other';
}

/** A frame that breaks a rule; nothing of it is used. */
export interface MalformedFrame {
  readonly kind: 'malformed';
  readonly rule: string;
}

/** Everything one message of a socket says about instruments. */
export interface MessageFrames {
  readonly kind: 'frames';
  readonly frames: readonly InstrumentFrame[];
  /** Number of the message on its connection, where the venue counts messages and not books. */
  readonly sequence?: number | undefined;
  /** Whether it also says that a subscription was taken on. */
  readonly isAccepted?: boolean;
}

/** One message of a socket, checked. */
export type LiveMessage = MessageFrames | ControlFrame | OtherFrame | MalformedFrame;

/** How the numbers of one instrument are read. */
export interface FrameSteps {
  readonly tick: DecimalSteps;
  readonly lot: DecimalSteps;
}

/** Knows the symbols that were subscribed to. */
export type StepsOf = (symbol: string) => FrameSteps | undefined;

export const ACCEPTED: ControlFrame = Object.freeze({
  kind: 'control',
  isAccepted: true,
  isForCcxt: true,
});
export const CONTROL: ControlFrame = Object.freeze({
  kind: 'control',
  isAccepted: false,
  isForCcxt: true,
});
export const REFUSED: ControlFrame = Object.freeze({
  kind: 'control',
  isAccepted: false,
  isForCcxt: true,
  isRefused: true,
});
export const OTHER: OtherFrame = Object.freeze({ kind: 'other' });

export const frameStepsOf = ({ lotSize, tickSize }: Instrument): FrameSteps => ({
  tick: new DecimalSteps(tickSize),
  lot: new DecimalSteps(lotSize),
});

/** The message of one frame. */
export const messageOf = (...frames: readonly InstrumentFrame[]): MessageFrames => ({
  kind: 'frames',
  frames,
});
