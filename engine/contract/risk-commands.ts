import { z } from 'zod';
import { LIMIT_NAMES } from '../domain/risk/limit-rules.ts';
import { riskRulesSchema, rulePackSchema } from '../domain/risk/policy-schema.ts';
import type { LimitName } from '../domain/risk/risk-limits.ts';
import type { RulePack } from '../domain/risk/rule-pack.ts';
import type { RiskView } from './risk-views.ts';

const nothing = z.strictObject({});
const limit = z.enum(LIMIT_NAMES as readonly [LimitName, ...LimitName[]]);

/** What a window asks and says about risk. */
export const riskCommands = {
  /** Limits with what is used of them, reached limits, packs with their distances, rules, resting entries. */
  risk: { request: nothing, reply: z.custom<RiskView>() },
  /** Takes a stricter value, at once: `fromMs` says from when. A looser one is a wish to the host. */
  setLimit: {
    request: z.strictObject({ limit, value: z.number() }),
    reply: z.strictObject({ fromMs: z.number().int().nonnegative() }),
  },
  /** Reads a pack of one's own from the text of a file; nothing is switched on by it. */
  readRulePack: {
    request: z.strictObject({ text: z.string().max(20_000) }),
    reply: z.custom<{ readonly pack: RulePack }>(),
  },
  /** The packs that are to hold. A new one does at once; one that would go or allow more is a wish to the host. */
  setRulePacks: {
    request: z.strictObject({ packs: z.array(rulePackSchema).max(10) }),
    reply: z.strictObject({ fromMs: z.number().int().nonnegative() }),
  },
  /** Takes rules that hold back as much as before or more; others are a wish to the host. */
  setRiskRules: { request: z.strictObject({ rules: riskRulesSchema }), reply: nothing },
} as const;
