import type { RiskView } from '../../../engine/contract/risk-views.ts';
import type { MinimumHold } from '../../../engine/domain/risk/exit-plan.ts';
import { ChoiceField, optionsOf } from '../../design/ChoiceField.tsx';
import { useTexts } from '../../language/texts.ts';
import { RuleNumber } from './RuleNumber.tsx';
import { type RulesChange, tellRules, withEntry } from './set-rules.ts';

interface HoldRuleProps {
  readonly risk: RiskView;
  readonly strategyId: string;
}

/** How long a position of a strategy is held at least, and what waits for it. */
export function HoldRule({ risk: { presetHolds, rules }, strategyId }: HoldRuleProps) {
  const { risk: texts, riskRules: words } = useTexts();
  const hold = rules.minimumHolds[strategyId];
  const isHold = (each: MinimumHold) =>
    each.ms === hold?.ms && each.blocksProtection === hold.blocksProtection;
  const presets = presetHolds.map(({ hold: each, kind, preset }) => {
    const name = words.holdPreset(words.holds[kind], texts.presets[preset]);
    return { id: `${kind} ${preset}`, name, hold: each };
  });
  const known = presets.find((each) => isHold(each.hold))?.id;
  const own = known === undefined && hold !== undefined ? [['own', texts.own] as const] : [];
  const set =
    (change: (before: MinimumHold | undefined) => MinimumHold | undefined): RulesChange =>
    (now) => ({
      ...now,
      minimumHolds: withEntry(now.minimumHolds, strategyId, change(now.minimumHolds[strategyId])),
    });
  const choose = (chosen: string) => {
    if (chosen !== 'own') void tellRules(set(() => presets.find(({ id }) => id === chosen)?.hold));
  };
  return (
    <div className="risk-rule">
      <ChoiceField
        label={texts.minimumHold}
        value={known ?? own[0]?.[0] ?? ''}
        options={[['', texts.none], ...presets.map(({ id, name }) => [id, name] as const), ...own]}
        onChange={choose}
      />
      {hold !== undefined && (
        <>
          <RuleNumber
            name="holdTime"
            value={hold.ms}
            usual={null}
            change={(ms) => set((at) => (at ? { ...at, ms } : { ms, blocksProtection: false }))}
          />
          <ChoiceField
            label={words.holdsBack}
            value={hold.blocksProtection ? 'as-described' : 'corrected'}
            options={optionsOf(words.heldBack)}
            onChange={(reading) =>
              void tellRules(set((at) => at && { ...at, blocksProtection: reading === 'as-described' }))
            }
          />
        </>
      )}
    </div>
  );
}
