import type { SessionDescription } from '../../domain/session/session-description.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { DEFAULT_RISK } from '../../runtime/default-settings.ts';
import { EXCHANGE_KINDS } from './exchange/exchange-kinds.ts';
import { HAND_TRADED_MARKET, SIMULATED_MARKETS } from './simulated-instruments.ts';
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
    instruments: [...SIMULATED_MARKETS, HAND_TRADED_MARKET].map(({ instrument }) => instrument),
    currency: 'USDT',
    depositQuote: deposit,
    latency: { feedMs: 0, orderMs: 0, responseMs: 0 },
    risk: {
      ...DEFAULT_RISK,
      maxExposurePerInstrument: 2,
      maxExposureTotal: 4,
      maxOpenPositions: 10,
      entrySpacingMs: spacingMsOf(settings.seed),
      stopConfirmMs: 5000,
    },
    live: { traits: EXCHANGE_KINDS[settings.kind].traits, isDeadManTested: false },
    engineVersion: '0.0.0',
    ...(life > 1 ? { continues: `sim-${settings.seed}-${life - 1}` } : {}),
    ...(initialState === undefined ? {} : { initialState }),
  };
}
