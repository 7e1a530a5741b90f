import type { MakerView } from '../../../engine/contract/risk-views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { formatBps, formatCount, formatShare } from '../../formatting/numbers.ts';
import { formatAge } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useRowNames } from '../../linking/row-names.ts';
import { useRisk } from './use-risk.ts';

/** How resting entries came out: how many filled, how long they waited, and what the price did after. */
export function MakerPanel() {
  const { panels, risk: texts } = useTexts();
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
                texts.columns.orders,
                texts.columns.fillRatio,
                texts.columns.wait,
                texts.columns.fallbacks,
              ].map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
              {after.map((ms) => (
                <th key={ms} scope="col" className="number" title={texts.adverseHint}>
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
  const { risk: texts } = useTexts();
  const { titleOf } = useRowNames();
  return (
    <tr>
      <th scope="row">{titleOf(row.strategyId)}</th>
      <td className="number">{formatCount(row.orders)}</td>
      <td className="number">{formatShare(row.fillRatio, 0)}</td>
      <td className="number">{formatAge(row.meanWaitMs)}</td>
      <td className="number">{texts.fallbackCounts(formatCount(row.fallbacks), formatCount(row.givenUp))}</td>
      {row.adverse.map(({ afterMs, bps, fills }) => (
        <td key={afterMs} className="number" title={texts.ofFills(formatCount(fills))}>
          {formatBps(bps)}
        </td>
      ))}
    </tr>
  );
}
