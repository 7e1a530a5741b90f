import { defineInstrument } from '../../domain/instrument/instrument.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { NO_LIMITS } from '../../domain/risk/limit-rules.ts';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import type { FixedLimits } from '../../domain/session/session-description.ts';
import { ALL_CLEAR } from '../../domain/risk/trading-conditions.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { Gate, RiskStanding, Situation } from '../gate.ts';
import { lossAtStopQuote } from '../sizing/loss-at-stop.ts';
import { held, limitAt } from './limited.fixture.ts';
import { calm, entry, FIXED, perpetual, PERPETUAL_RULES, standing } from './situation.fixture.ts';

/** 100 lots at 1000 ticks are worth 100 quote units; the account has 1000. */
export const at1000: OrderIntent = { ...entry, kind: limitAt(1000) };
/** An entry of so many lots. */
export const size = (count: number, more: Partial<OrderIntent> = {}): OrderIntent => ({
  ...at1000,
  lots: lots(count),
  ...more,
});
/** The same, sold. */
export const sale = (count: number, more: Partial<OrderIntent> = {}) =>
  size(count, { side: 'sell', ...more });
/** An exit of so many lots. */
export const closing = (count: number, more: Partial<OrderIntent> = {}) =>
  sale(count, { role: 'exit', reduceOnly: true, ...more });
/** An account that differs so. */
export const under = (over: Partial<Situation>): Situation => ({ ...calm, ...over });
/** A record that differs so. */
export const standsAt = (over: Partial<RiskStanding>): Situation =>
  under({ standing: { ...standing, ...over } });
/** An account with only these limits. */
export const limitedBy = (limits: Partial<RiskLimits>, over: Partial<Situation> = {}): Situation =>
  under({ ...over, fixedLimits: undefined, standing: { ...standing, limits: { ...NO_LIMITS, ...limits } } });
/** A session without a policy whose fixed limits differ so. */
export const fixed = (limits: Partial<FixedLimits>, over: Partial<Situation> = {}): Situation =>
  under({ ...over, fixedLimits: { ...FIXED, ...limits } });
/** Conditions that differ so. */
export const clear = (over: Partial<RiskStanding['conditions']>) =>
  standsAt({ conditions: { ...ALL_CLEAR, ...over } });
/** The same, where nothing can be sold short. */
export const spot = defineInstrument({
  ...PERPETUAL_RULES,
  symbol: 'AAA/USDT',
  kind: 'spot',
  maxLeverage: 1,
  fundingIntervalHours: 0,
});
/** An account on spot. */
export const onSpot = (over: Partial<Situation>) => under({ instrument: spot, ...over });
/** An entry with a stop there. */
export const stopped = (stop: number, more: Partial<OrderIntent> = {}) =>
  size(100, { protectiveStop: ticks(stop), ...more });
/** An account worth one quote unit and a limit of exactly what an order loses: their product is exact. */
export const lossOf100 = lossAtStopQuote(perpetual, 100, { entry: 1000, stop: 990 });
/** A position held for a second, with such a hold. */
export const holds = (ms: number, blocksProtection = false): Situation =>
  standsAt({ minimumHold: { ms, blocksProtection }, heldSince: unixMs(999_000) });
/** Entries of a minute, an hour and a day. */
export const entries = (minute: number, hour: number, day: number) => ({ minute, hour, day });
/** Something held that moves so. */
export const correlates = (preset: 'as-described' | 'corrected', sample: number, shrunk: number, sign = 10) =>
  standsAt({ correlation: { preset, limit: 0.5 }, correlations: held(sample, shrunk, sign) });
/** An entry with that edge, in an account of that equity. */
export const edge = (edgeBps: number, equity: string): readonly [OrderIntent, Situation] => [
  size(100, { edgeBps }),
  under({ equity: moneyFromDecimal(equity) }),
];

/** A gate, an intent and what it finds, under a name. */
export interface Boundary {
  readonly name: string;
  readonly gate: Gate;
  readonly on: readonly [intent: OrderIntent, situation: Situation];
}
