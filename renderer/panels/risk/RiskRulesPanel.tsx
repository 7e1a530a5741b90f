import type { RiskView } from '../../../engine/contract/risk-views.ts';
import type { RiskRules } from '../../../engine/domain/risk/risk-policy.ts';
import type { RulePreset, SizingSettings } from '../../../engine/domain/risk/sizing-settings.ts';
import { ChoiceField, optionsOf } from '../../design/ChoiceField.tsx';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useTexts } from '../../language/texts.ts';
import { StrategyRules } from './StrategyRules.tsx';
import { setRules } from './set-rules.ts';
import { useRisk } from './use-risk.ts';

type PresetName = {
  [Name in keyof SizingSettings]: SizingSettings[Name] extends RulePreset ? Name : never;
}[keyof SizingSettings];

const SIZING: readonly PresetName[] = [
  'kelly',
  'volatilityTarget',
  'cvar',
  'regime',
  'drawdownGovernor',
  'equityTiers',
];

/** Which rules decide sizes, which positions may stand side by side, and how strategies leave. */
export function RiskRulesPanel() {
  const { risk: texts } = useTexts();
  const risk = useRisk();
  if (risk === undefined) return <EmptyPanel>{texts.loading}</EmptyPanel>;
  return (
    <div className="panel-body">
      <div className="scroll risk-scroll">
        <p className="soft">{texts.rulesHint}</p>
        <SizingRules rules={risk.rules} />
        <StrategyRules risk={risk} />
        <Correlations risk={risk} />
      </div>
    </div>
  );
}

function SizingRules({ rules }: { readonly rules: RiskRules }) {
  const { risk: texts } = useTexts();
  return (
    <section className="risk-fields" aria-label={texts.sizing}>
      {SIZING.map((name) => (
        <ChoiceField
          key={name}
          label={texts.sizingRules[name]}
          value={rules.sizing[name]}
          options={optionsOf(texts.presets)}
          onChange={(preset) => void setRules({ ...rules, sizing: { ...rules.sizing, [name]: preset } })}
        />
      ))}
      <ChoiceField
        label={texts.correlationRule}
        value={rules.correlation.preset}
        options={optionsOf(texts.presets)}
        onChange={(preset) => void setRules({ ...rules, correlation: { ...rules.correlation, preset } })}
      />
    </section>
  );
}

function Correlations({ risk }: { readonly risk: RiskView }) {
  const { risk: texts } = useTexts();
  if (risk.correlations.length === 0) return <p className="soft">{texts.noCorrelations}</p>;
  return (
    <table className="plain-table" aria-label={texts.correlations}>
      <thead>
        <tr>
          <th scope="col">{texts.correlations}</th>
          <th scope="col" className="number">
            {texts.columns.sample}
          </th>
          <th scope="col" className="number" title={texts.shrunkHint}>
            {texts.columns.shrunk}
          </th>
        </tr>
      </thead>
      <tbody>
        {risk.correlations.map(({ a, b, sample, shrunk }) => (
          <tr key={`${a} ${b}`}>
            <th scope="row">{`${a} · ${b}`}</th>
            <td className="number">{sample.toFixed(2)}</td>
            <td className="number">{shrunk.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
