import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import { DEFAULT_POLICY, type RiskPolicy } from '../../domain/risk/risk-policy.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { ToldSession } from '../kernel.fixture.ts';

/** Limits so wide that a test can reach one of them without meeting the others. */
export const WIDE: RiskLimits = {
  ...DEFAULT_POLICY.limits,
  riskPerTrade: 1,
  dailyLoss: 1,
  dailyLossWarning: 1,
  drawdown: 1,
  openPositions: 99,
  symbolNotional: 99,
  accountNotional: 99,
  leverage: 99,
  accountEntriesPerMinute: 999,
  accountEntriesPerHour: 9999,
  accountEntriesPerDay: 9999,
  dayFees: 1,
  feesOfGains: 999,
  exitsPerMinute: 600,
  lossesInARow: 999,
  stopOutsPerDay: 999,
  slippage: 1,
  marketBand: 1,
  nearestStopBps: 0,
};

/** A told session of 1,000,000 USDT whose account has a policy: wide limits unless told otherwise. */
export function limitedSession(
  limits: Partial<RiskLimits> = {},
  policy: Partial<RiskPolicy> = {},
  instruments: readonly Instrument[] = [INSTRUMENT],
  initialState?: string,
): ToldSession {
  return new ToldSession(instruments, {}, initialState, {
    policy: { ...DEFAULT_POLICY, ...policy, limits: { ...WIDE, ...limits } },
  });
}

/** Outcomes of one kind since the last time. */
export const told = <Kind extends Outcome['kind']>(
  session: ToldSession,
  kind: Kind,
): Extract<Outcome, { kind: Kind }>[] =>
  session
    .outcomes()
    .flatMap(({ outcome }) => (outcome.kind === kind ? [outcome as Extract<Outcome, { kind: Kind }>] : []));

/** Limits reached since the last time. */
export const hitsOf = (session: ToldSession): LimitHit[] => told(session, 'limit-hit').map(({ hit }) => hit);
