import { z } from 'zod';
import { pauseOfSchema } from '../domain/risk/pause-schema.ts';
import { LIMIT_NAMES } from '../domain/risk/limit-rules.ts';
import { riskRulesSchema, rulePackSchema } from '../domain/risk/policy-schema.ts';
import type { LimitName } from '../domain/risk/risk-limits.ts';
import type { RulePack } from '../domain/risk/rule-pack.ts';
import type { RiskView } from './risk-views.ts';

const id = z.string().min(1).max(80);
const nothing = z.strictObject({});
const limit = z.enum(LIMIT_NAMES as readonly [LimitName, ...LimitName[]]);

/** What a window asks and says about risk. */
export const riskCommands = {
  /** Limits with what is used of them, reached limits, packs with their distances, rules, resting entries. */
  risk: { request: nothing, reply: z.custom<RiskView>() },
  /** `fromMs` says from when the value holds: at once when it is stricter. */
  setLimit: {
    request: z.strictObject({ limit, value: z.number() }),
    reply: z.strictObject({ fromMs: z.number().int().nonnegative() }),
  },
  /** Reads a pack of one's own from the text of a file; nothing is switched on by it. */
  readRulePack: {
    request: z.strictObject({ text: z.string().max(20_000) }),
    reply: z.custom<{ readonly pack: RulePack }>(),
  },
  /** The packs that are to hold. A new one does at once; one that changes or goes does so the next UTC day. */
  setRulePacks: {
    request: z.strictObject({ packs: z.array(rulePackSchema).max(10) }),
    reply: z.strictObject({ fromMs: z.number().int().nonnegative() }),
  },
  setRiskRules: { request: z.strictObject({ rules: riskRulesSchema }), reply: nothing },
  /** Ends what a reached limit left behind, before its time where it has one. */
  endPause: {
    request: z.strictObject({
      of: pauseOfSchema(id),
    }),
    reply: nothing,
  },
} as const;
