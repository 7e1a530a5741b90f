import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useTexts } from '../../language/texts.ts';
import { LimitRow } from './LimitRow.tsx';
import { useRisk } from './use-risk.ts';

/** Every limit of the account: what is used of it, what holds, and how to change it. */
export function LimitsPanel() {
  const { panels, risk: texts } = useTexts();
  const risk = useRisk();
  if (risk === undefined) return <EmptyPanel>{texts.loading}</EmptyPanel>;
  return (
    <div className="panel-body">
      <PanelToolbar label={panels.limits} wraps>
        <span className="hint">{texts.limitsHint}</span>
      </PanelToolbar>
      <div className="scroll risk-scroll">
        <table className="plain-table risk-limits" aria-label={panels.limits}>
          <thead>
            <tr>
              <th scope="col">{texts.columns.limit}</th>
              <th scope="col" className="number">
                {texts.columns.used}
              </th>
              <th scope="col" className="number" title={texts.inForceHint}>
                {texts.columns.inForce}
              </th>
              <th scope="col">{texts.columns.change}</th>
            </tr>
          </thead>
          <tbody>
            {risk.limits.map((limit) => (
              <LimitRow key={limit.name} limit={limit} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
