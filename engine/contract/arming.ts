import type { ContractKind } from '../domain/instrument/instrument.ts';
import type { LiveVenue } from '../domain/instrument/live-venues.ts';
import type { DeadManFact } from '../domain/venue/dead-man-finding.ts';

/**
 * Real accounts, between the host and the engine. An account is opened to be watched and protected; entries leave
 * only while it is armed. The engine knows what has to be so for that and decides; the host shows it to the person
 * in a dialog no page can answer, and says what the person did.
 */

/** A real account whose session is open: its positions are watched, its exits and stops work. */
export interface OpenedAccount {
  /** Names the key, by its record at the host. */
  readonly keyId: string;
  /** Names the account in every row; the same after a restart and with another key of it. */
  readonly accountId: string;
  /** What the person calls it. */
  readonly accountName: string;
  readonly venue: LiveVenue;
  /** What tests of the venue's own switch have shown with this key; left out where there was none. */
  readonly deadMan?: readonly DeadManFact[];
}

/** Why entries are not armed. Stable: the window and the host explain them by these words. */
export type ArmingObstacle =
  | 'not-reconciled'
  | 'symbol-frozen'
  | 'order-unknown'
  | 'chain-not-verified'
  | 'no-recent-backup'
  | 'key-not-checked'
  | 'key-can-move-money'
  | 'paper-record-too-short'
  | 'limits-not-set'
  | 'leverage-above-limit'
  | 'trades-spot'
  | 'strategy-without-stop'
  | 'disk-not-healthy'
  | 'clock-not-healthy'
  | 'feeds-not-healthy'
  | 'trading-frozen'
  | 'name-not-typed'
  | 'not-confirmed'
  | 'confirmed-too-soon';

/** A strategy that runs, and in what. */
export interface ArmedStrategy {
  readonly strategyId: string;
  readonly symbol: string;
}

/** What the person reads before entries may leave for a real venue. */
export interface ArmingReview {
  /** The name the person has to type. */
  readonly accountName: string;
  readonly venue: string;
  /** Amounts as decimals with their currency: `1,250.00 USDT`. */
  readonly equity: string;
  readonly mostLossToday: string;
  readonly mostPosition: string;
  /** So many entries leave at a quarter of their size. */
  readonly warmUpEntries: number;
  readonly strategies: readonly ArmedStrategy[];
  /** What stands in the way; what the person has yet to do is not among them. */
  readonly obstacles: readonly ArmingObstacle[];
  /** The one obstacle a person may take upon themselves: too short a record on paper. */
  readonly canOverrideRecord: boolean;
}

/** What the person did, as the host saw it. */
export interface ArmingDeed {
  readonly typedName: string;
  /** How long the dialog had been open when it was confirmed. */
  readonly confirmedAfterMs: number;
  readonly overridesRecord: boolean;
  readonly forMs: number;
}

/** What the person reads before the venue's own switch is let run out. Amounts are for reading. */
export interface DeadManReview {
  readonly accountName: string;
  readonly venue: string;
  readonly symbol: string;
  readonly market: ContractKind;
  /** Of each order of the test, with its unit: `0.002 BTC`. */
  readonly size: string;
  /** What the test's orders are worth together, and what opening and closing costs, where nothing moves. */
  readonly worth: string;
  readonly cost: string;
  /** What is held by hand already serves: no position is opened. */
  readonly usesHeld: boolean;
  /** How long the switch is set to, in seconds. */
  readonly seconds: number;
}

/** The engine's part of it, where an account can be traded. Details hold no secret. */
export interface LiveDesk {
  /** The account that is open; undefined while this engine trades on paper. */
  readonly opened: OpenedAccount | undefined;
  /**
   * Opens the account of a key that is held, protect-only, and answers when it has been compared with its venue.
   * What fails half way leaves everything as it was. An account that is open already stays as it is.
   */
  open(keyId: string, accountName: string, deadMan?: readonly DeadManFact[]): Promise<OpenAnswer>;
  /** Refused while the account is not the open one. */
  review(keyId: string): Promise<ReviewAnswer>;
  arm(keyId: string, deed: ArmingDeed): Promise<ArmAnswer>;
  /** What a test of the venue's own switch would do now. Refused while something else is at stake. */
  reviewDeadMan(keyId: string): DeadManReviewAnswer;
  /** Lets it run out once on the least orders; answered when nothing of the test is left at the venue. */
  testDeadMan(keyId: string): Promise<DeadManAnswer>;
  /** No entry leaves any more; the account stays open. */
  disarm(because: string): void;
  /** Back to paper trading. Orders and stops stay at the venue as they are, and nobody here watches them. */
  leave(because: string): Promise<void>;
}

export type OpenAnswer =
  | { readonly ok: true; readonly account: OpenedAccount }
  | { readonly ok: false; readonly detail: string };

export type ReviewAnswer =
  | { readonly ok: true; readonly review: ArmingReview }
  | { readonly ok: false; readonly detail: string };

/** Armed until then, or not at all and why. */
export type ArmAnswer =
  | { readonly ok: true; readonly armedUntilMs: number }
  | { readonly ok: false; readonly detail: string };

export type DeadManReviewAnswer =
  | { readonly ok: true; readonly review: DeadManReview }
  | { readonly ok: false; readonly detail: string };

/** What was shown, or why nothing was. */
export type DeadManAnswer =
  | { readonly ok: true; readonly fact: DeadManFact }
  | { readonly ok: false; readonly detail: string };
