import { z } from 'zod';
import { DEFAULT_LIMITS, type LimitName } from './risk-limits.ts';
import { LIMIT_NAMES, LIMIT_RULES } from './limit-rules.ts';

const share = z.number().gt(0).max(1);
const id = z.string().min(1).max(80);
const ms = z
  .number()
  .int()
  .min(0)
  .max(31 * 86_400_000);

const limits = z.strictObject(
  Object.fromEntries(
    LIMIT_NAMES.map((name) => {
      const { least, most, unit } = LIMIT_RULES[name];
      const bounded = z.number().min(least).max(most);
      return [name, unit === 'count' ? bounded.int() : bounded];
    }),
  ) as unknown as Readonly<Record<LimitName, z.ZodNumber>>,
);

const zone = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/, 'a zone looks like Europe/Prague');
const packAction = z.enum(['protect-only', 'freeze', 'flatten']);

/** Rules of one pack, as a file or a window writes them. Unknown fields are refused. */
export const rulePackSchema = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id looks like my-rules'),
  title: z.string().min(1).max(120),
  zone,
  dailyLoss: z
    .strictObject({
      share,
      of: z.enum(['initial-capital', 'equity-at-midnight', 'balance-at-midnight']),
      from: z.enum(['equity-at-midnight', 'balance-at-midnight']),
    })
    .exactOptional(),
  totalLoss: z
    .strictObject({
      share,
      of: z.enum(['initial-capital', 'peak-equity']),
      trails: z.enum(['static', 'peak', 'end-of-day']),
    })
    .exactOptional(),
  riskPerTrade: share.exactOptional(),
  openPositions: z.number().int().min(1).max(1000).exactOptional(),
  onDailyBreach: packAction,
  onTotalBreach: packAction,
});

const preset = z.enum(['off', 'as-described', 'corrected']);

const exitPlan = z.strictObject({
  trailing: z.strictObject({ activation: z.number().min(0).max(1), distance: share }).exactOptional(),
  breakEven: z
    .strictObject({ activation: share, level: z.enum(['entry', 'entry-with-cost']) })
    .exactOptional(),
  longestMs: ms.min(1000).exactOptional(),
  targets: z.strictObject({ gains: z.array(share).min(1).max(10).readonly(), share }).exactOptional(),
  asymmetric: z.strictObject({ stop: share, target: share }).exactOptional(),
  reversion: z
    .strictObject({
      window: z.number().int().min(30).max(5000),
      refit: z.number().int().min(1).max(5000),
      discount: z.number().gt(0).max(0.1),
    })
    .exactOptional(),
});

const maker = z.strictObject({
  place: z.enum(['from-mid', 'inside-touch']),
  improvement: z.number().min(0).max(0.05),
  restMs: ms.min(100),
  fallback: z.enum(['market', 'cancel', 'requote']),
  requotes: z.number().int().min(0).max(100),
});

const rest = {
  sizing: z.strictObject({
    kelly: preset,
    kellyShare: share,
    kellyCap: share,
    volatilityTarget: preset,
    yearlyVolatility: z.number().gt(0).max(10),
    cvar: preset,
    dailyShortfall: share,
    regime: preset,
    drawdownGovernor: preset,
    equityTiers: preset,
  }),
  correlation: z.strictObject({ preset, limit: z.number().gt(0).max(1) }),
  exits: z.record(id, exitPlan),
  minimumHolds: z.record(id, z.strictObject({ ms, blocksProtection: z.boolean() })),
  maker: z.record(id, maker),
  reversion: z.array(id).max(100).readonly(),
};

/** Everything of a policy that may be changed at any time. */
export const riskRulesSchema = z.strictObject(rest);

/** A whole policy, with the rules it is checked by when it is read again. */
export const riskPolicySchema = z.strictObject({
  limits: limits.default(DEFAULT_LIMITS),
  packs: z.array(rulePackSchema).max(10).readonly(),
  ...rest,
});
