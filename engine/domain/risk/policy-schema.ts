import { z } from 'zod';
import { DEFAULT_LIMITS, type LimitName } from './risk-limits.ts';
import { LIMIT_NAMES, LIMIT_RULES } from './limit-rules.ts';
import { RULE_NUMBERS, type RuleNumberName, ruleNumberObjection } from './rule-numbers.ts';

const share = z.number().gt(0).max(1);
const id = z.string().min(1).max(80);

/** A number within its bounds; what is wrong with another one is said with them. */
const numberOf = (name: RuleNumberName) =>
  z.number().refine((value) => ruleNumberObjection(name, value) === undefined, {
    error: ({ input }) => ruleNumberObjection(name, input as number),
  });

const limits = z.strictObject(
  Object.fromEntries(
    LIMIT_NAMES.map((name) => {
      const { least, most, unit } = LIMIT_RULES[name];
      const bounded = z.number().min(least).max(most);
      // A policy from before there was a limit has that of a new account.
      return [name, (unit === 'count' ? bounded.int() : bounded).default(DEFAULT_LIMITS[name])];
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

const targets = z.strictObject({
  gains: z
    .array(numberOf('firstTarget'))
    .min(1)
    .max(10)
    .refine((gains) => gains.every((gain, i) => i === 0 || gain > (gains[i - 1] as number)), {
      error: ({ input }) => `gains of targets must rise, were ${JSON.stringify(input)}`,
    })
    .readonly(),
  share: numberOf('targetShare'),
});

const exitPlan = z.strictObject({
  trailing: z
    .strictObject({
      activation: numberOf('trailingActivation'),
      distance: numberOf('trailingDistance'),
    })
    .exactOptional(),
  breakEven: z
    .strictObject({
      activation: numberOf('breakEvenActivation'),
      level: z.enum(['entry', 'entry-with-cost']),
    })
    .exactOptional(),
  longestMs: numberOf('longestTime').exactOptional(),
  targets: targets.exactOptional(),
  asymmetric: z
    .strictObject({ stop: numberOf('fixedStop'), target: numberOf('fixedTarget') })
    .exactOptional(),
  reversion: z
    .strictObject({
      window: numberOf('reversionWindow'),
      refit: numberOf('reversionRefit'),
      discount: numberOf('reversionDiscount'),
    })
    .exactOptional(),
});

const maker = z
  .strictObject({
    place: z.enum(['from-mid', 'inside-touch']),
    improvement: numberOf('makerImprovement'),
    restMs: numberOf('makerRest'),
    fallback: z.enum(['market', 'cancel', 'requote']),
    requotes: z.number().int().min(0).max(RULE_NUMBERS.makerRequotes.most),
  })
  .refine(
    ({ fallback, requotes }) => fallback !== 'requote' || requotes >= RULE_NUMBERS.makerRequotes.least,
    {
      error: 'makerRequotes must be at least 1 where the fallback is requote, was 0',
    },
  );

const hold = z.strictObject({ ms: numberOf('holdTime'), blocksProtection: z.boolean() });

const rest = {
  sizing: z.strictObject({
    kelly: preset,
    kellyShare: numberOf('kellyShare'),
    kellyCap: numberOf('kellyCap'),
    volatilityTarget: preset,
    yearlyVolatility: numberOf('yearlyVolatility'),
    cvar: preset,
    dailyShortfall: numberOf('dailyShortfall'),
    regime: preset,
    drawdownGovernor: preset,
    equityTiers: preset,
  }),
  correlation: z.strictObject({ preset, limit: numberOf('correlationLimit') }),
  exits: z.record(id, exitPlan),
  minimumHolds: z.record(id, hold),
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
