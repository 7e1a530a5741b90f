import { z } from 'zod';
import type { LimitHitCode } from '../domain/risk/limit-hit.ts';
import { LIMIT_NAMES } from '../domain/risk/limit-rules.ts';
import type { LooserRule } from '../domain/risk/looser-rules.ts';
import { pauseOfSchema } from '../domain/risk/pause-schema.ts';
import { riskRulesSchema, rulePackSchema } from '../domain/risk/policy-schema.ts';
import type { LimitName } from '../domain/risk/risk-limits.ts';
import type { TradingState } from '../domain/session/mode.ts';

const id = z.string().min(1).max(80);
const limit = z.enum(LIMIT_NAMES as readonly [LimitName, ...LimitName[]]);

/**
 * What a page may wish for and only a person may do, because it lets more through than before. A page that asks has no
 * effect: the host asks the engine what it would mean and the person in a dialog of the system.
 */
export const safetyWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set-limit'), limit, value: z.number() }),
  z.strictObject({ kind: z.literal('set-packs'), packs: z.array(rulePackSchema).max(10) }),
  z.strictObject({ kind: z.literal('set-risk-rules'), rules: riskRulesSchema }),
  /** Ends what a reached limit left behind, before its time where it has one. */
  z.strictObject({ kind: z.literal('end-pause'), of: pauseOfSchema(id) }),
  /** Releases what was frozen, in part or whole. */
  z.strictObject({ kind: z.literal('set-trading-state'), state: z.enum(['active', 'reduce-only']) }),
  /** A person has looked at an instrument of a real account in which others trade: entries may leave in it again. */
  z.strictObject({ kind: z.literal('release-symbol'), instrument: id }),
]);
export type SafetyWish = z.output<typeof safetyWish>;

/** One thing a wish would change, as the person has to read it. */
export type SafetyChange =
  | { readonly kind: 'limit'; readonly limit: LimitName; readonly from: number; readonly to: number }
  | { readonly kind: 'pack'; readonly title: string; readonly isLeftOut: boolean }
  | { readonly kind: 'rule'; readonly rule: LooserRule }
  /** A reached limit that holds something back and would not any more; what it concerns is null for the account. */
  | {
      readonly kind: 'hit';
      readonly code: LimitHitCode;
      readonly instrument: string | null;
      readonly strategyId: string | null;
    }
  | {
      readonly kind: 'trading-state';
      readonly from: TradingState;
      readonly to: TradingState;
      /** Why it is held back. */
      readonly because: string;
      /** Positions are being closed, and would not be any more. */
      readonly isFlattening: boolean;
    }
  | { readonly kind: 'symbol'; readonly instrument: string };

/** What the person has to read before a wish is done. Confirmed is exactly this: what has changed since is asked anew. */
export interface SafetyReview {
  /** The real account it is about; null where nothing real is traded. */
  readonly accountName: string | null;
  readonly changes: readonly SafetyChange[];
}

/** Why a wish is not even asked about, where the host says it in the language of the settings. */
export const SAFETY_OBSTACLES = [
  'nothing-to-loosen',
  'armed',
  'not-reconciled',
  'holds-for-the-day',
  'changed-meanwhile',
] as const;
export type SafetyObstacle = (typeof SAFETY_OBSTACLES)[number];
