import type { PaperSettings, RiskSettings } from '../domain/session/session-description.ts';

/** The settings a new account starts with. Its limits are those of its policy; the four here are of sessions without one. */
export const DEFAULT_RISK: RiskSettings = {
  entrySpacingMs: 1000,
  riskPerTrade: 0.01,
  maxExposurePerInstrument: 0.5,
  maxExposureTotal: 1.5,
  maxOpenPositions: 3,
  priceBand: 0.05,
  stopConfirmMs: 5000,
};

/**
 * What a paper venue assumes unless told otherwise: a queue that only trades move, cross margin with half a
 * percent charged on a liquidation, and 300 requests in ten seconds, as large futures venues allow an account.
 */
export const DEFAULT_PAPER: PaperSettings = {
  queue: { model: 'risk-averse' },
  margin: { mode: 'cross', liquidationFeePpm: 5_000 },
  rateLimit: { orders: 300, perMs: 10_000 },
  priceBandPpm: 200_000,
};

/** Stop of an order by hand that names none, in bps from its price. */
export const MANUAL_STOP_BPS = 100;
