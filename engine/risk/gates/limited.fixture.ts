import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { LimitAction, LimitHit, LimitHitCode } from '../../domain/risk/limit-hit.ts';
import { measuredUnit } from '../../domain/risk/measured-unit.ts';
import { DEFAULT_LIMITS } from '../../domain/risk/risk-limits.ts';
import { ALL_CLEAR } from '../../domain/risk/trading-conditions.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { RiskStanding, Situation } from '../gate.ts';
import { calm, entry, standing } from './situation.fixture.ts';
import { review } from '../review.ts';
import type { Verdict } from '../verdict.ts';

/** An account of 1000 with the limits of a new one. 1 AAA is 100 lots and worth 100.1. */
export const limited: Situation = {
  ...calm,
  fixedLimits: undefined,
  standing: { ...standing, limits: DEFAULT_LIMITS },
};

/** An entry small enough for every limit: 0.9 AAA worth 90.09, stop 0.5 below, so 0.45 and its fees are at risk. */
export const small: OrderIntent = { ...entry, lots: lots(90) };

/** What differs from an entry and an account within all limits. */
export interface Case {
  readonly intent?: Partial<OrderIntent>;
  readonly situation?: Partial<Situation>;
  readonly standing?: Partial<RiskStanding>;
  readonly measured?: object;
}

/** What stands in the way besides limits. */
export const clear = (over: Partial<RiskStanding['conditions']>) => ({
  standing: { conditions: { ...ALL_CLEAR, ...over } },
});
/** A limit that was reached. */
export const hit = (code: LimitHitCode, action: LimitAction, over: Partial<LimitHit> = {}) => ({
  standing: { hits: [{ code, action, measured: { lost: 0.05 }, ...over }] },
});
/** Entries of the last minute, the last hour and the day. */
export const counts = (minute: number, hour: number, day: number) => ({ minute, hour, day });
/** A limit order at a price. */
export const limitAt = (limit: number, timeInForce: 'gtc' | 'fok' = 'gtc') =>
  ({ type: 'limit', limit: ticks(limit), timeInForce, postOnly: false }) as const;
/** A position in something else that moves with it. */
export const held = (sample: number, shrunk: number, signedLots = 10) => [
  { instrument: 'test:BBB/USDT:USDT', signedLots, sample, shrunk },
];

/** The verdict on a case. */
export const judged = ({ intent, situation, standing: over }: Case) =>
  review({ ...small, ...intent }, { ...limited, ...situation, standing: { ...limited.standing, ...over } });

/** Measured numbers of a refusal of which nobody knows the unit. */
export const unitless = (verdict: Verdict): readonly string[] => {
  if (verdict.ok) return [];
  const { measured } = verdict.refusal;
  return Object.keys(measured).filter((name) => measuredUnit(name, measured) === undefined);
};
