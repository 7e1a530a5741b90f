import type { IsolatedAccountsView } from '../../../engine/contract/views.ts';
import { formatPnl, toneOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

interface IsolatedTableProps {
  readonly isolated: IsolatedAccountsView;
  /** What a strategy is called. */
  readonly titleOf: (strategyId: string) => string;
}

/** What strategies earned together and each alone on an account of its own, and what sharing changed. */
export function IsolatedTable({ isolated, titleOf }: IsolatedTableProps) {
  const { account: texts } = useTexts();
  if (isolated.rows.length === 0) return null;
  const { interactionQuote, isolatedPnlQuote, rows, sharedPnlQuote } = isolated;
  return (
    <>
      <h3 title={texts.isolatedSum}>{texts.isolated}</h3>
      <table className="plain-table" aria-label={texts.isolated}>
        <thead>
          <tr>
            <th scope="col">{texts.strategy}</th>
            {[texts.shared, texts.alone, texts.interaction].map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.runId}>
              <th scope="row" title={row.runId}>
                {titleOf(row.strategyId)}
              </th>
              <Amounts amounts={[row.sharedPnlQuote, row.isolatedPnlQuote, row.differenceQuote]} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.all}</th>
            <Amounts amounts={[sharedPnlQuote, isolatedPnlQuote, interactionQuote]} />
          </tr>
        </tfoot>
      </table>
    </>
  );
}

/** Shared, alone and the difference, in that order. */
function Amounts({ amounts }: { readonly amounts: readonly [number, number, number] }) {
  const names = ['shared', 'alone', 'difference'] as const;
  return names.map((name, index) => (
    <td key={name} className={`number ${toneOf(amounts[index] ?? 0) ?? ''}`.trim()}>
      {formatPnl(amounts[index] ?? 0)}
    </td>
  ));
}
