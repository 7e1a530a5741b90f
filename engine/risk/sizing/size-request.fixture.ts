import { DEFAULT_LIMITS, type RiskLimits } from '../../domain/risk/risk-limits.ts';
import { DEFAULT_RULES } from '../../domain/risk/risk-policy.ts';
import type { SizingSettings } from '../../domain/risk/sizing-settings.ts';
import { perpetual } from '../gates/situation.fixture.ts';
import type { SizeRequest } from './size-request.ts';

/** Limits of which only that of risk and leverage of two bind. */
export const wideLimits: RiskLimits = {
  ...DEFAULT_LIMITS,
  symbolNotional: 1,
  accountNotional: 1,
  confirmShare: 1,
  confirmMultiple: 1000,
};

type Differences = Partial<Omit<SizeRequest, 'settings'>> & { readonly settings?: Partial<SizingSettings> };

/** A long at 100.0 with a stop 1 % below, of an account of 10,000 with no past and every rule off, unless told otherwise. */
export const sizeRequest = (over: Differences = {}): SizeRequest => ({
  instrument: perpetual,
  side: 'buy',
  equityQuote: 10_000,
  entryTicks: 1000,
  stopTicks: 990,
  limits: wideLimits,
  tradeReturns: [],
  seed: 7,
  returns: [],
  stepsPerDay: 6,
  held: [],
  regime: undefined,
  drawdown: 0,
  exposureQuote: 0,
  symbolExposureQuote: 0,
  medianEntryQuote: undefined,
  ...over,
  settings: { ...DEFAULT_RULES.sizing, ...over.settings },
});

/** A list of one value, so many times. */
export const repeat = (value: number, times: number): number[] => Array.from({ length: times }, () => value);
