import type { CorrelationView } from '../../../engine/contract/risk-views.ts';
import { formatCount, formatSigned } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

/** How every two symbols moved together, and how sure that is. */
export function Correlations({ correlations }: { readonly correlations: readonly CorrelationView[] }) {
  const { risk: texts, riskRules: words } = useTexts();
  if (correlations.length === 0) return <p className="soft">{texts.noCorrelations}</p>;
  return (
    <table className="plain-table" aria-label={texts.correlations}>
      <thead>
        <tr>
          <th scope="col">{texts.correlations}</th>
          <th scope="col" className="number">
            {texts.columns.sample}
          </th>
          <th scope="col" className="number" title={words.intervalHint}>
            {words.interval}
          </th>
          <th scope="col" className="number" title={texts.shrunkHint}>
            {texts.columns.shrunk}
          </th>
        </tr>
      </thead>
      <tbody>
        {correlations.map(({ a, b, high, low, returns, sample, shrunk }) => (
          <tr key={`${a} ${b}`}>
            <th scope="row">{`${a} · ${b}`}</th>
            <td className="number">{formatSigned(sample, 2)}</td>
            <td className="number" title={words.ofReturns(formatCount(returns))}>
              {words.fromTo(formatSigned(low, 2), formatSigned(high, 2))}
            </td>
            <td className="number">{formatSigned(shrunk, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
