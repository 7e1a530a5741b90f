import type { StrategyRunView } from '../../../engine/contract/views.ts';
import { formatBps, formatCount, toneOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

/** Which gates blocked entries, how often, and what those entries would have made. */
export function BlockedTable({ blocked }: { readonly blocked: StrategyRunView['blocked'] }) {
  const texts = useTexts();
  if (blocked.length === 0) return <p className="hint">{texts.strategies.noneBlocked}</p>;
  const gateName = (gate: string) => (texts.refusals.codes as Readonly<Record<string, string>>)[gate] ?? gate;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{texts.strategies.gate}</th>
          <th scope="col" className="number">
            {texts.strategies.count}
          </th>
          <th scope="col" className="number">
            {texts.strategies.counterfactual} <span className="unit">bps</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {blocked.map(({ gate, count, counterfactualBps, counterfactualCount }) => (
          <tr key={gate}>
            <th scope="row">{gateName(gate)}</th>
            <td className="number">{formatCount(count)}</td>
            <td className="number" title={texts.strategies.counterfactualKnown(counterfactualCount, count)}>
              <span className={toneOf(counterfactualBps, 1)}>{formatBps(counterfactualBps)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
