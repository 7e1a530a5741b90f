import { useMemo } from 'react';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { OlderRowsButton } from '../../design/data-table/OlderRowsButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { usePastRows } from '../../engine-client/past/use-past-rows.ts';
import { formatPnl, toneOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useRowNames } from '../../linking/row-names.ts';
import { tradeColumns } from './trade-columns.ts';

/** Round trips from flat to flat, newest first. */
export function TradesPanel() {
  const texts = useTexts();
  const names = useRowNames();
  const { rows: trades, state, older } = usePastRows('closedTrades');
  const currency = useEngineView((view) => view.session.currency);
  const rows = useMemo(() => trades.toReversed(), [trades]);
  const columns = useMemo(() => tradeColumns(texts, names, currency), [texts, names, currency]);
  const total = rows.reduce((sum, { netPnlQuote }) => sum + netPnlQuote, 0);
  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.trades}>
        {rows.length > 0 && (
          <span className="hint">
            {texts.columns.netPnl} <span className={toneOf(total)}>{formatPnl(total)}</span> {currency}
          </span>
        )}
        <span className="spacer" />
        <OlderRowsButton state={state} onAsk={older} />
        <CopyTableButton columns={columns} rows={rows} />
      </PanelToolbar>
      <DataTable
        label={texts.panels.trades}
        columns={columns}
        rows={rows}
        rowKey={({ tradeId }) => tradeId}
        empty={texts.trades.empty}
      />
    </div>
  );
}
