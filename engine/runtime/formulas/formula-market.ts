import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { OutsideNumber } from '../../domain/market/market-event.ts';
import type { OwnAccount } from '../../features/own-account.ts';
import type { Fitter } from '../../formulas/refit.ts';
import type { VoteDesk } from '../../features/vote-desk.ts';
import type { ClosedTrade, HeldPosition } from '../../formulas/step-contents.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { TradeLog } from '../../market/trade-log.ts';
import type { ScreenVotes } from '../votes/screen-votes.ts';

/** What we ourselves did, as formulas on display may read it. Looking changes nothing. */
export interface OwnPast {
  readonly account: OwnAccount;
  /** Our last closed trades by instrument; the same list as long as none was added. */
  closedTrades(): Readonly<Record<InstrumentId, readonly ClosedTrade[]>>;
  /** What all runs together hold of an instrument. */
  held(instrument: InstrumentId): HeldPosition;
}

/** Reads numbers one after the other in the order in which they were known. */
export interface NumberReader {
  /** When the next was known, ms; Infinity when none is left. */
  readonly nextTime: number;
  /** The next number; undefined when none is left. */
  take(): Pick<OutsideNumber, 'instrument' | 'name' | 'time' | 'value'> | undefined;
}

/** Numbers of a person's own, as formulas on display may read them. */
export interface OwnNumbers {
  /** Another one as soon as the past is another: rows were added to it, mended, or taken away. */
  readonly edition: number;
  /** Whether there is any of a series. */
  has(name: string): boolean;
  /** Those of some series, of all when left out; the later ones of the file may lie ahead of the market. */
  past(names?: readonly string[]): NumberReader;
}

/** What may be seen of the votes of a session. */
export type SessionVotes = Pick<VoteDesk, 'clustersOf' | 'decisionOf' | 'recordOf' | 'settings' | 'state'>;

/** What formulas on display are fed from. */
export interface FormulaMarket {
  /** Every instrument of the session, in its order. */
  markets(): readonly InstrumentMarket[];
  tradesOf(instrument: InstrumentId): TradeLog;
  /** The last number of every outside series that was told. */
  outsideNumbers(): Iterable<OutsideNumber>;
  /** Numbers of a person's own; left out where the past is played back. */
  readonly numbers?: OwnNumbers | undefined;
  /** Whether the market's past has been read; it has when left out. */
  readonly hasBegun?: (() => boolean) | undefined;
  readonly own?: OwnPast | undefined;
  /** The votes the session decides by. Looking changes nothing. */
  readonly votes?: SessionVotes | undefined;
  /** What votes counted for the screen alone have learned; such votes forget it when left out. */
  readonly screenVotes?: ScreenVotes | undefined;
  readonly fitter?: Fitter | undefined;
  /** Whether a fit is under way that the past had better wait for. */
  readonly isFitting?: (() => boolean) | undefined;
  /** Monotonic ms, so that reading the past holds up nobody; its time is not limited when left out. */
  readonly monotonicMs?: (() => number) | undefined;
}
