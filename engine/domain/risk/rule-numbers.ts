import { CORRECTED_MAKER } from './maker-terms.ts';
import type { LimitUnit } from './limit-rules.ts';
import { DEFAULT_RULES } from './risk-policy.ts';

/** `seconds` are kept in ms and read in seconds; `plain` numbers have no unit. */
export type RuleUnit = Exclude<LimitUnit, 'times' | 'bps'> | 'seconds' | 'plain';

/** How one number of a risk rule may be set. */
export interface NumberRule {
  readonly unit: RuleUnit;
  /** Bounds nobody passes, whatever is confirmed. */
  readonly least: number;
  readonly most: number;
  /** What the presets fill in. */
  readonly usual: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MONTH_MS = 31 * DAY_MS;

const share = (usual: number, most: number, least = 0.0001): NumberRule => ({
  unit: 'share',
  least,
  most,
  usual,
});
const count = (usual: number, least: number, most: number): NumberRule => ({
  unit: 'count',
  least,
  most,
  usual,
});

const { correlation, sizing } = DEFAULT_RULES;

/** Bounds, units and usual values of every number of the risk rules. */
export const RULE_NUMBERS = {
  /** Full Kelly is the most that can grow; more than it only loses. */
  kellyShare: share(sizing.kellyShare, 1, 0.01),
  kellyCap: share(sizing.kellyCap, 1, 0.01),
  yearlyVolatility: share(sizing.yearlyVolatility, 2, 0.01),
  dailyShortfall: share(sizing.dailyShortfall, 0.2),
  correlationLimit: { unit: 'plain', least: 0.1, most: 0.95, usual: correlation.limit },
  trailingActivation: share(0.005, 0.5, 0),
  trailingDistance: share(0.002, 0.5),
  breakEvenActivation: share(0.0025, 0.5),
  longestTime: { unit: 'ms', least: MINUTE_MS, most: MONTH_MS, usual: DAY_MS },
  firstTarget: share(0.01, 1),
  secondTarget: share(0.03, 1),
  targetShare: share(0.5, 1, 0.01),
  fixedStop: share(0.005, 0.2),
  fixedTarget: share(0.015, 1),
  reversionWindow: count(500, 30, 5000),
  reversionRefit: count(50, 1, 5000),
  reversionDiscount: share(0.0001, 0.1, 0.000_001),
  holdTime: { unit: 'ms', least: MINUTE_MS, most: DAY_MS, usual: 30 * MINUTE_MS },
  makerImprovement: share(CORRECTED_MAKER.improvement, 0.01, 0),
  makerRest: { unit: 'seconds', least: 1000, most: 3_600_000, usual: CORRECTED_MAKER.restMs },
  makerRequotes: count(3, 1, 100),
} as const satisfies Readonly<Record<string, NumberRule>>;

export type RuleNumberName = keyof typeof RULE_NUMBERS;

export const RULE_NUMBER_NAMES = Object.keys(RULE_NUMBERS) as readonly RuleNumberName[];

/** Why a value cannot be a number of a rule, with the bounds; undefined when it can. */
export function ruleNumberObjection(name: RuleNumberName, value: number): string | undefined {
  const { least, most, unit }: NumberRule = RULE_NUMBERS[name];
  if (!Number.isFinite(value)) return `${name} must be a finite number, was ${value}`;
  if (unit !== 'share' && unit !== 'plain' && !Number.isInteger(value))
    return `${name} must be a whole number, was ${value}`;
  if (value >= least && value <= most) return undefined;
  return `${name} must lie in ${words(unit, least)} to ${words(unit, most)}, was ${words(unit, value)}`;
}

function words(unit: RuleUnit, value: number): string {
  switch (unit) {
    case 'share':
      return `${Number((value * 100).toPrecision(6))} %`;
    case 'count':
    case 'plain':
      return String(value);
    case 'ms':
      return `${Number((value / MINUTE_MS).toPrecision(6))} min`;
    case 'seconds':
      return `${Number((value / 1000).toPrecision(6))} s`;
  }
}
