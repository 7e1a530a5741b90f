import type { RiskSettings } from '../domain/session/session-description.ts';

/** The limits a new account starts with. */
export const DEFAULT_RISK: RiskSettings = {
  entrySpacingMs: 1000,
  riskPerTrade: 0.01,
  maxExposurePerInstrument: 0.5,
  maxExposureTotal: 1.5,
  maxOpenPositions: 3,
  priceBand: 0.05,
  stopConfirmMs: 1500,
};

/** Stop of an order by hand that names none, in bps from its price. */
export const MANUAL_STOP_BPS = 100;
