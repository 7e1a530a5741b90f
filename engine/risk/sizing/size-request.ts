import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Side } from '../../domain/order/side.ts';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import type { SizingSettings } from '../../domain/risk/sizing-settings.ts';
import type { RegimeReading } from './regime-rules.ts';

/** What a size is decided by, at the moment of an entry. */
export interface SizeRequest {
  readonly instrument: Instrument;
  readonly side: Side;
  readonly equityQuote: number;
  readonly entryTicks: number;
  readonly stopTicks: number;
  readonly settings: SizingSettings;
  readonly limits: RiskLimits;
  /** Net outcomes of the strategy's closed trades, as fractions of their entry's value. */
  readonly tradeReturns: readonly number[];
  /** Begins every draw, so that the same moment gives the same size. */
  readonly seed: number;
  /** Log returns of the instrument over equal steps, newest last, and how many steps a day has. */
  readonly returns: readonly number[];
  readonly stepsPerDay: number;
  /** What is held of everything, with its returns over the same steps. */
  readonly held: readonly HeldReturns[];
  readonly regime: RegimeReading | undefined;
  /** Fall from the peak as a fraction of it. */
  readonly drawdown: number;
  /** Value of all positions and entries on their way, and of those in this instrument, in quote units. */
  readonly exposureQuote: number;
  readonly symbolExposureQuote: number;
  readonly medianEntryQuote: number | undefined;
}

/** A position with the returns of what it is in. */
export interface HeldReturns {
  /** Signed value at mark in quote units. */
  readonly valueQuote: number;
  readonly returns: readonly number[];
}

/** The most one rule would put in, in quote units of notional; undefined where the rule has nothing to say. */
export type SizingRule = (request: SizeRequest) => number | undefined;
