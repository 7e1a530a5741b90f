import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useTexts } from '../../language/texts.ts';
import { Correlations } from './Correlations.tsx';
import { RegimeTable } from './RegimeTable.tsx';
import { SizingRules } from './SizingRules.tsx';
import { StrategyRules } from './StrategyRules.tsx';
import { useRisk } from './use-risk.ts';

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
        <RegimeTable regimes={risk.regimes} />
        <StrategyRules risk={risk} />
        <Correlations correlations={risk.correlations} />
      </div>
    </div>
  );
}
