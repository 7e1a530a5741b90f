import { isLooserHold, isLooserPlan } from './looser-plan.ts';
import type { RiskRules } from './risk-policy.ts';
import type { RulePreset } from './sizing-settings.ts';

/** Rules that shrink or refuse entries, each with the numbers that loosen as they grow. */
export type EntryRule =
  | 'kelly'
  | 'volatilityTarget'
  | 'cvar'
  | 'regime'
  | 'drawdownGovernor'
  | 'equityTiers'
  | 'correlation';

/** How one rule stands: its preset, then its numbers. */
export interface RuleStand {
  readonly preset: RulePreset;
  readonly numbers: readonly number[];
}

/** A rule that would hold back less than it does. */
export type LooserRule =
  | { readonly rule: EntryRule; readonly from: RuleStand; readonly to: RuleStand }
  /** What closes positions of a strategy, or how long its protective exits may be held back. */
  | { readonly rule: 'exits' | 'minimumHold'; readonly strategyId: string }
  /** Which strategies count as trading the way back to a mean: they enter where others may not. */
  | { readonly rule: 'reversion' };

type Stands = Readonly<Record<EntryRule, RuleStand>>;

function standsOf({ correlation, sizing }: RiskRules): Stands {
  const stand = (preset: RulePreset, ...numbers: readonly number[]): RuleStand => ({ preset, numbers });
  return {
    kelly: stand(sizing.kelly, sizing.kellyShare, sizing.kellyCap),
    volatilityTarget: stand(sizing.volatilityTarget, sizing.yearlyVolatility),
    cvar: stand(sizing.cvar, sizing.dailyShortfall),
    regime: stand(sizing.regime),
    drawdownGovernor: stand(sizing.drawdownGovernor),
    equityTiers: stand(sizing.equityTiers),
    correlation: stand(correlation.preset, correlation.limit),
  };
}

/**
 * What of `to` may let more through than `from`. A rule that is off holds nothing back, so switching one on is never
 * looser; its two readings cannot be compared, so going from one to the other may be. How entries rest is no matter of
 * safety.
 */
export function looserRules(from: RiskRules, to: RiskRules): readonly LooserRule[] {
  const [before, after] = [standsOf(from), standsOf(to)];
  const entries = (Object.keys(before) as EntryRule[])
    .map((rule) => ({ rule, from: before[rule], to: after[rule] }))
    .filter((each) => isLooserStand(each.from, each.to));
  const isReversionAnother =
    from.sizing.regime !== 'off' && membersOf(from.reversion) !== membersOf(to.reversion);
  return [
    ...entries,
    ...(isReversionAnother ? [{ rule: 'reversion' } as const] : []),
    ...idsOf(from.exits, to.exits)
      .filter((id) => isLooserPlan(from.exits[id], to.exits[id]))
      .map((strategyId) => ({ rule: 'exits', strategyId }) as const),
    ...idsOf(from.minimumHolds, to.minimumHolds)
      .filter((id) => isLooserHold(from.minimumHolds[id], to.minimumHolds[id]))
      .map((strategyId) => ({ rule: 'minimumHold', strategyId }) as const),
  ];
}

function isLooserStand(from: RuleStand, to: RuleStand): boolean {
  if (from.preset === 'off') return false;
  return to.preset !== from.preset || to.numbers.some((value, i) => value > (from.numbers[i] ?? Infinity));
}

const idsOf = (...records: readonly object[]): readonly string[] => [
  ...new Set(records.flatMap((record) => Object.keys(record))),
];

const membersOf = (ids: readonly string[]): string => [...new Set(ids)].toSorted().join(' ');
