import type { Instrument } from '../domain/instrument/instrument.ts';
import type { LatencySettings, PaperSettings } from '../domain/session/session-description.ts';
import type { Money } from '../domain/units/money.ts';

/** How the simulated venue behaves. */
export interface PaperVenueOptions {
  readonly instruments: readonly Instrument[];
  readonly latency: LatencySettings;
  /** Begins every order id, so that ids are unique across sessions. */
  readonly idPrefix: string;
  /** A stop must be confirmed within this after its entry's fill is known, in ms, or the position is closed. */
  readonly stopConfirmMs: number;
  /** What it assumes and allows besides; nothing of it when left out. */
  readonly paper?: PaperSettings;
  /** What is put into the account first; without it nothing backs a position. */
  readonly deposit?: Money;
  /** Of everything drawn here. Default 0. */
  readonly seed?: number;
  /** Fault: the first so many protective stops are turned away. Default none. */
  readonly refuseStops?: number;
}
