import {
  CORRECTED_MAKER,
  DESCRIBED_MAKER,
  type MakerTerms,
} from '../../../engine/domain/risk/maker-terms.ts';
import type { RiskRules } from '../../../engine/domain/risk/risk-policy.ts';
import { RULE_NUMBERS } from '../../../engine/domain/risk/rule-numbers.ts';
import { ChoiceField, optionsOf } from '../../design/ChoiceField.tsx';
import { useTexts } from '../../language/texts.ts';
import { RuleNumber } from './RuleNumber.tsx';
import { type RulesChange, tellRules, withEntry } from './set-rules.ts';

interface MakerRulesProps {
  readonly rules: RiskRules;
  readonly strategyId: string;
}

const PRESETS = { market: undefined, described: DESCRIBED_MAKER, corrected: CORRECTED_MAKER } as const;

/** Whether entries of a strategy rest first: where, for how long, and what follows. */
export function MakerRules({ rules, strategyId }: MakerRulesProps) {
  const { risk: texts, riskRules: words } = useTexts();
  const terms = rules.maker[strategyId];
  const set =
    (change: (before: MakerTerms | undefined) => MakerTerms | undefined): RulesChange =>
    (now) => ({ ...now, maker: withEntry(now.maker, strategyId, change(now.maker[strategyId])) });
  const withTerms = (changed: Partial<MakerTerms>) =>
    set((at) => ({ ...(at ?? CORRECTED_MAKER), ...changed }));
  return (
    <div className="risk-rule">
      <ChoiceField
        label={texts.entryBy}
        value={choiceOf(terms)}
        options={optionsOf(texts.entries)}
        onChange={(choice) => void tellRules(set(() => PRESETS[choice]))}
      />
      {terms !== undefined && (
        <>
          <RuleNumber
            name="makerImprovement"
            value={terms.improvement}
            change={(improvement) => withTerms({ improvement })}
          />
          <RuleNumber name="makerRest" value={terms.restMs} change={(restMs) => withTerms({ restMs })} />
          <ChoiceField
            label={words.fallback}
            value={terms.fallback}
            options={optionsOf(words.fallbacks)}
            hint={terms.fallback === CORRECTED_MAKER.fallback ? undefined : words.own}
            onChange={(fallback) => void tellRules(withTerms({ fallback, requotes: requotesFor(fallback) }))}
          />
          {terms.fallback === 'requote' && (
            <RuleNumber
              name="makerRequotes"
              value={terms.requotes}
              change={(requotes) => withTerms({ requotes })}
            />
          )}
        </>
      )}
    </div>
  );
}

const requotesFor = (fallback: MakerTerms['fallback']): number =>
  fallback === 'requote' ? RULE_NUMBERS.makerRequotes.usual : 0;

function choiceOf(terms: MakerTerms | undefined): keyof typeof PRESETS {
  if (terms === undefined) return 'market';
  return terms.place === 'from-mid' ? 'described' : 'corrected';
}
