import { NO_LIMITS } from '../../domain/risk/limit-rules.ts';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import { DEFAULT_RULES, type RiskPolicy } from '../../domain/risk/risk-policy.ts';
import type { FixedLimits, SessionDescription } from '../../domain/session/session-description.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import { DEFAULT_RISK } from '../../runtime/default-settings.ts';
import { EXCHANGE_KINDS } from './exchange/exchange-kinds.ts';
import { HAND_TRADED_MARKET, marketAt, SIMULATED_MARKETS } from './simulated-instruments.ts';
import type { SimulationSettings } from './simulation-settings.ts';

/** For some seeds so long that an engine that forgets it can break it after its restart. */
export const spacingMsOf = (seed: number): number => (seed % 3 === 0 ? 10_000 : 1000);

/** What the session of one life of a simulated engine is described by. */
export interface SimulatedLife {
  readonly settings: SimulationSettings;
  /** From 1. */
  readonly life: number;
  readonly initialState: string | undefined;
  readonly now: UnixMs;
  readonly deposit: string;
}

/** Far more than any run reaches. */
const NEVER = 1e9;
const WIDE = Object.fromEntries(
  Object.entries(NO_LIMITS).map(([name, value]) => [name, Math.min(NEVER, value)]),
) as unknown as RiskLimits;

/** Of sessions without a policy; those with one allow as much. */
const FIXED: FixedLimits = {
  riskPerTrade: DEFAULT_RISK.riskPerTrade,
  maxExposurePerInstrument: 2,
  maxExposureTotal: 4,
  maxOpenPositions: 10,
};

/** Positions of the strategy have an exit plan that follows every little gain, so that stops move all the time. */
const PLANNED: RiskPolicy = {
  ...DEFAULT_RULES,
  limits: {
    ...WIDE,
    riskPerTrade: FIXED.riskPerTrade,
    openPositions: FIXED.maxOpenPositions,
    leverage: FIXED.maxExposureTotal,
    accountNotional: 1,
    symbolNotional: FIXED.maxExposurePerInstrument / FIXED.maxExposureTotal,
  },
  packs: [],
  exits: {
    'random-trader': {
      trailing: { activation: 0.0004, distance: 0.0025 },
      breakEven: { activation: 0.002, level: 'entry' },
    },
  },
};

/** A live session with limits wide enough that the venue, not the gates, has the work. */
export function describeSimulated({
  deposit,
  initialState,
  life,
  now,
  settings,
}: SimulatedLife): SessionDescription {
  return {
    sessionId: `sim-${settings.seed}-${life}`,
    accountId: 'simulated',
    mode: 'live',
    source: 'live-data',
    seed: settings.seed,
    startedAt: now,
    instruments: [...SIMULATED_MARKETS, HAND_TRADED_MARKET].map(({ instrument }) =>
      marketAt(settings.kind, instrument),
    ),
    currency: 'USDT',
    depositQuote: deposit,
    latency: { feedMs: 0, orderMs: 0, responseMs: 0 },
    risk: {
      ...DEFAULT_RISK,
      ...FIXED,
      entrySpacingMs: spacingMsOf(settings.seed),
      stopConfirmMs: 5000,
    },
    live: { traits: traitsOf(settings), isDeadManTested: false },
    engineVersion: '0.0.0',
    ...(settings.linked === true ? { policy: PLANNED } : {}),
    ...(life > 1 ? { continues: `sim-${settings.seed}-${life - 1}` } : {}),
    ...(initialState === undefined ? {} : { initialState }),
  };
}

/** Its balance is cash and it lists what moved, in runs that move money. */
function traitsOf({ kind, movesMoney }: SimulationSettings): VenueTraits {
  const { traits } = EXCHANGE_KINDS[kind];
  return movesMoney === true ? { ...traits, cashFlows: 'told' } : traits;
}
