import type { RiskRules } from '../../../engine/domain/risk/risk-policy.ts';
import { RULE_NUMBERS } from '../../../engine/domain/risk/rule-numbers.ts';
import type { RulePreset, SizingSettings } from '../../../engine/domain/risk/sizing-settings.ts';
import { ChoiceField, optionsOf } from '../../design/ChoiceField.tsx';
import { useTexts } from '../../language/texts.ts';
import { RuleNumber } from './RuleNumber.tsx';
import { type RulesChange, tellRules } from './set-rules.ts';

type PresetName = {
  [Name in keyof SizingSettings]: SizingSettings[Name] extends RulePreset ? Name : never;
}[keyof SizingSettings];
type NumberName = Exclude<keyof SizingSettings, PresetName>;

/** Every rule of size with the numbers it has, and those of them that only one reading of it uses. */
const SIZING: Readonly<Record<PresetName, readonly (readonly [NumberName, RulePreset?])[]>> = {
  kelly: [['kellyShare', 'as-described'], ['kellyCap']],
  volatilityTarget: [['yearlyVolatility']],
  cvar: [['dailyShortfall']],
  regime: [],
  drawdownGovernor: [],
  equityTiers: [],
};

/** Which rules decide sizes and which positions may stand side by side, with their numbers. */
export function SizingRules({ rules }: { readonly rules: RiskRules }) {
  const { risk: texts } = useTexts();
  return (
    <section className="risk-fields" aria-label={texts.sizing}>
      {(Object.keys(SIZING) as PresetName[]).map((name) => (
        <SizingRule key={name} name={name} sizing={rules.sizing} />
      ))}
      <CorrelationRule {...rules.correlation} />
    </section>
  );
}

function SizingRule({ name, sizing }: { readonly name: PresetName; readonly sizing: SizingSettings }) {
  const { risk: texts } = useTexts();
  const preset = sizing[name];
  const numbers = SIZING[name];
  // Choosing a reading fills in its numbers.
  const usual = Object.fromEntries(numbers.map(([number]) => [number, RULE_NUMBERS[number].usual]));
  return (
    <div className="risk-rule">
      <ChoiceField
        label={texts.sizingRules[name]}
        value={preset}
        options={optionsOf(texts.presets)}
        hint={name === 'regime' ? texts.regimeHints[sizing.regime] || undefined : undefined}
        onChange={(chosen) => void tellRules(withSizing({ ...usual, [name]: chosen }))}
      />
      {preset !== 'off' &&
        numbers
          .filter(([, only]) => only === undefined || only === preset)
          .map(([number]) => (
            <RuleNumber
              key={number}
              name={number}
              value={sizing[number]}
              change={(value) => withSizing({ [number]: value })}
            />
          ))}
    </div>
  );
}

const withSizing =
  (changed: Partial<SizingSettings>): RulesChange =>
  (rules) => ({ ...rules, sizing: { ...rules.sizing, ...changed } });

function CorrelationRule({ limit, preset }: RiskRules['correlation']) {
  const { risk: texts } = useTexts();
  const usual = RULE_NUMBERS.correlationLimit.usual;
  return (
    <div className="risk-rule">
      <ChoiceField
        label={texts.correlationRule}
        value={preset}
        options={optionsOf(texts.presets)}
        onChange={(chosen) =>
          void tellRules((rules) => ({ ...rules, correlation: { preset: chosen, limit: usual } }))
        }
      />
      {preset !== 'off' && (
        <RuleNumber
          name="correlationLimit"
          value={limit}
          change={(value) => (rules) => ({ ...rules, correlation: { ...rules.correlation, limit: value } })}
        />
      )}
    </div>
  );
}
