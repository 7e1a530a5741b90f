import type { MakerView } from '../../../engine/contract/risk-views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { formatBps, formatCount, formatFixed, formatShare, NO_VALUE } from '../../formatting/numbers.ts';
import { formatAge } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useRowNames } from '../../linking/row-names.ts';
import { useRisk } from './use-risk.ts';

/** How resting entries came out: how many filled, how long they waited, and what the price did after. */
export function MakerPanel() {
  const { panels, risk: texts, riskRules: words } = useTexts();
  const risk = useRisk();
  if (risk === undefined) return <EmptyPanel>{texts.loading}</EmptyPanel>;
  if (risk.maker.length === 0) return <EmptyPanel>{texts.noMaker}</EmptyPanel>;
  const after = risk.maker[0]?.adverse.map(({ afterMs }) => afterMs) ?? [];
  return (
    <div className="panel-body">
      <div className="scroll risk-scroll">
        <table className="plain-table" aria-label={panels.maker}>
          <thead>
            <tr>
              <th scope="col">{texts.columns.strategy}</th>
              {[
                [texts.columns.orders],
                [texts.columns.fillRatio],
                [words.filledWhole, words.filledWholeHint],
                [texts.columns.wait, words.errorHint],
                [texts.columns.fallbacks],
              ].map(([name, hint]) => (
                <th key={name} scope="col" className="number" title={hint}>
                  {name}
                </th>
              ))}
              {after.map((ms) => (
                <th
                  key={ms}
                  scope="col"
                  className="number"
                  title={`${texts.adverseHint}. ${words.errorHint}`}
                >
                  {texts.adverse(formatCount(ms / 1000))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {risk.maker.map((row) => (
              <MakerRow key={row.strategyId} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function MakerRow({ row }: { readonly row: MakerView }) {
  const { risk: texts, riskRules: words } = useTexts();
  const { filledWhole: whole } = row;
  const { titleOf } = useRowNames();
  return (
    <tr>
      <th scope="row">{titleOf(row.strategyId)}</th>
      <td className="number">{formatCount(row.orders)}</td>
      <td className="number">{formatShare(row.fillRatio, 0)}</td>
      <td className="number" title={whole === null ? undefined : words.ofOrders(formatCount(whole.orders))}>
        {whole === null
          ? NO_VALUE
          : words.withInterval(
              formatShare(whole.share, 0),
              formatShare(whole.low, 0),
              formatShare(whole.high, 0),
            )}
      </td>
      <td className="number">{withError(formatAge(row.meanWaitMs), row.waitErrorMs, formatAge)}</td>
      <td className="number">{texts.fallbackCounts(formatCount(row.fallbacks), formatCount(row.givenUp))}</td>
      {row.adverse.map(({ afterMs, bps, errorBps, fills }) => (
        <td key={afterMs} className="number" title={texts.ofFills(formatCount(fills))}>
          {withError(formatBps(bps), errorBps, (error) => formatFixed(error, 1))}
        </td>
      ))}
    </tr>
  );
}

/** A mean with its standard error; alone where there is none. */
const withError = (mean: string, error: number | null, format: (value: number) => string): string =>
  error === null ? mean : `${mean} ± ${format(error)}`;
