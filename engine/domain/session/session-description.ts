import type { Instrument } from '../instrument/instrument.ts';
import type { UnixMs } from '../units/time.ts';
import type { MarketSource, SessionMode } from './mode.ts';

/** Constant delays of the paper venue, in ms. */
export interface LatencySettings {
  readonly feedMs: number;
  readonly orderMs: number;
  readonly responseMs: number;
}

/** Limits the risk gates hold to. Fractions are of equity. */
export interface RiskSettings {
  readonly entrySpacingMs: number;
  /** Most a run may risk between entry and stop, as a fraction of equity. */
  readonly riskPerTrade: number;
  /** Largest |notional| in one instrument, as a fraction of equity. */
  readonly maxExposurePerInstrument: number;
  /** Largest sum of |notional|, as a fraction of equity. */
  readonly maxExposureTotal: number;
  readonly maxOpenPositions: number;
  /** Furthest a limit may be from the mid, as a fraction of it. */
  readonly priceBand: number;
  /** A stop must be confirmed within this after its entry's first fill, or the position is closed. */
  readonly stopConfirmMs: number;
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
  /** The session this one continues after a restart, if any. */
  readonly continues?: string;
  /** Kernel state the session began with, as the JSON text of the last checkpoint; absent for a new account. */
  readonly initialState?: string;
  readonly engineVersion: string;
}
