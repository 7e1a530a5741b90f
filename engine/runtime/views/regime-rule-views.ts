import type { RegimeRuleView } from '../../contract/risk-views.ts';
import type { Regime } from '../../domain/risk/regime.ts';
import type { RiskRules } from '../../domain/risk/risk-policy.ts';
import type { RulePreset } from '../../domain/risk/sizing-settings.ts';
import { REGIME_RULES, regimeAllows, regimeSizeFactor } from '../../risk/sizing/regime-rules.ts';
import type { RegimeTraits, Strategy } from '../../strategies/strategy.ts';
import { strategyCatalog } from '../strategy-catalog.ts';

/** What each state allows and whom, under the reading that is on; nothing while the rules are off. */
export function regimeRuleViews({ reversion, sizing: { regime: preset } }: RiskRules): RegimeRuleView[] {
  if (preset === 'off') return [];
  return (Object.keys(REGIME_RULES) as Regime[]).map((regime) => ({
    regime,
    sides: sidesOf(regime),
    leastConviction: REGIME_RULES[regime].leastConviction,
    sizeFactor: regimeSizeFactor(preset, { regime, probability: 1 }),
    strategies: [...strategyCatalog.values()].flatMap((strategy) => {
      const isReversion = reversion.includes(strategy.id);
      const presets = enteringPresets(strategy, (traits) =>
        mayEnter(preset, regime, isReversion ? { ...traits, isReversion } : traits),
      );
      const isWhole = presets.length === strategy.presets.length;
      return presets.length === 0 ? [] : [{ strategyId: strategy.id, presets, isWhole }];
    }),
  }));
}

function sidesOf(regime: Regime): RegimeRuleView['sides'] {
  const { sides } = REGIME_RULES[regime];
  if (typeof sides === 'string') return sides;
  if (sides.length === 2) return 'both';
  return sides.includes('buy') ? 'long' : 'short';
}

const enteringPresets = (strategy: Strategy, enters: (traits: RegimeTraits) => boolean): string[] =>
  strategy.presets
    .filter(({ params }) => enters(strategy.regimeTraits(strategy.params.parse(params))))
    .map(({ name }) => name);

/** Whether an entry that is as sure as can be passes, on any side the strategy may enter on. */
function mayEnter(preset: RulePreset, regime: Regime, traits: RegimeTraits): boolean {
  const { isReversion, saysHowSure, sides } = traits;
  const conviction = saysHowSure ? 1 : undefined;
  return sides.some((side) =>
    regimeAllows(preset, { regime, probability: 1, breakout: side }, { side, conviction, isReversion }),
  );
}
