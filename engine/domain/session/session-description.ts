import type { Instrument } from '../instrument/instrument.ts';
import type { LiveVenue } from '../instrument/live-venues.ts';
import type { RiskPolicy } from '../risk/risk-policy.ts';
import type { UnixMs } from '../units/time.ts';
import type { VenueTraits } from '../venue/venue-traits.ts';
import type { MarketSource, SessionMode } from './mode.ts';

/** Delays of the paper venue, in ms: those of every order, or the middle ones where they vary. */
export interface LatencySettings {
  readonly feedMs: number;
  readonly orderMs: number;
  readonly responseMs: number;
  /** Left out: the same delays for every order. */
  readonly variation?: LatencyVariation;
}

/** How delays differ from order to order. */
export type LatencyVariation =
  /** Log-normal around the medians above; `sigma` is the standard deviation of the logarithm, per mille. */
  | { readonly kind: 'log-normal'; readonly sigmaPerMille: number }
  /** One of the recorded delays each time, in whole ms; the delays above are not used. */
  | {
      readonly kind: 'empirical';
      /** Name of the file they were read from, for who reads a report. */
      readonly file?: string;
      readonly feedMs: readonly number[];
      readonly orderMs: readonly number[];
      readonly responseMs: readonly number[];
    };

/**
 * Who counts as gone when a queue ahead of a resting order shrinks without a trade. `risk-averse`: those behind
 * it, as long as that can be. `power`: those ahead with the share their place gives, `back^n / (back^n + front^n)`
 * being behind. `touch-fill` has no queue at all: the optimistic preset.
 */
export type QueueSettings =
  | { readonly model: 'risk-averse' }
  | { readonly model: 'power'; readonly exponent: number }
  | { readonly model: 'touch-fill' };

/** What perpetuals must be backed by. */
export interface MarginSettings {
  /** `cross`: the whole account backs every position; `isolated`: each instrument has what its entries put aside. */
  readonly mode: 'cross' | 'isolated';
  /** Charged on the value of a liquidated position on top of the taker fee, in millionths. */
  readonly liquidationFeePpm: number;
}

/** What the simulated venue assumes and allows. A part left out is not simulated; `queue` is then risk-averse. */
export interface PaperSettings {
  readonly queue?: QueueSettings;
  readonly margin?: MarginSettings;
  /** Most orders and changes that reach the venue in any such period; more are turned away. */
  readonly rateLimit?: { readonly orders: number; readonly perMs: number };
  /** Furthest a limit may be from the last trade when it arrives, in millionths of it. */
  readonly priceBandPpm?: number;
  /** Whether every strategy also trades an account of its own beside the shared one. */
  readonly isolatedAccounts?: boolean;
}

/**
 * Limits that nothing can change while a session runs. They hold in a session without a policy alone: where there
 * is one, its limits are the only ones. Fractions are of equity.
 */
export interface FixedLimits {
  /** Most a run may risk between entry and stop, as a fraction of equity. */
  readonly riskPerTrade: number;
  /** Largest |notional| in one instrument, as a fraction of equity. */
  readonly maxExposurePerInstrument: number;
  /** Largest sum of |notional|, as a fraction of equity. */
  readonly maxExposureTotal: number;
  readonly maxOpenPositions: number;
}

/** What the gates hold to whatever the policy says, and the limits of a session that has none. */
export interface RiskSettings extends FixedLimits {
  readonly entrySpacingMs: number;
  /** Furthest a limit may be from the mid, as a fraction of it. */
  readonly priceBand: number;
  /** A stop must be confirmed within this after its entry's first fill, or the position is closed. */
  readonly stopConfirmMs: number;
}

/** How a real venue is traded. */
export interface LiveSettings {
  readonly traits: VenueTraits;
  /** The user has seen in a small test that the venue's dead-man's switch spares stops. */
  readonly isDeadManTested: boolean;
  /** What the person calls the account, and where it is. */
  readonly account?: { readonly name: string; readonly venue: LiveVenue };
}

/** What a session is made of, besides its events. Written once, before the first event. */
export interface SessionDescription {
  readonly sessionId: string;
  readonly accountId: string;
  readonly mode: SessionMode;
  readonly source: MarketSource;
  /** Seed of everything drawn in this session. */
  readonly seed: number;
  readonly startedAt: UnixMs;
  readonly instruments: readonly Instrument[];
  /** Quote currency of the account, e.g. `USDT`. */
  readonly currency: string;
  /** Decimal text of the first deposit in quote currency. */
  readonly depositQuote: string;
  readonly latency: LatencySettings;
  readonly risk: RiskSettings;
  readonly paper?: PaperSettings;
  /** Of a live session alone: there is no other way to a real venue. */
  readonly live?: LiveSettings;
  /** What the owner of the account has decided about risk; the fixed limits of `risk` hold where it is absent, and nowhere else. */
  readonly policy?: RiskPolicy;
  /** The session this one continues after a restart, if any. */
  readonly continues?: string;
  /** Kernel state the session began with, as the JSON text of the last checkpoint; absent for a new account. */
  readonly initialState?: string;
  readonly engineVersion: string;
  /** Digest of the code of every strategy by its id; absent in sessions that did not run from a build. */
  readonly strategyCode?: Readonly<Record<string, string>>;
}
