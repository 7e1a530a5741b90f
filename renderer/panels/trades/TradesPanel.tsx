import { useMemo } from 'react';
import type { ClosedTradeView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { DirectionWord } from '../../design/SideWord.tsx';
import { Time } from '../../design/Time.tsx';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, formatPnl, formatQuote, placesOf, toneOf } from '../../formatting/numbers.ts';
import { formatAge, formatUtc } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { type RowNames, useRowNames } from '../../linking/row-names.ts';

/** Round trips from flat to flat, newest first. */
export function TradesPanel() {
  const texts = useTexts();
  const names = useRowNames();
  const trades = useEngineView((view) => view.closedTrades);
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

function tradeColumns(
  { columns, long, short }: Texts,
  names: RowNames,
  quote: string,
): readonly Column<ClosedTradeView>[] {
  return [
    {
      key: 'closed',
      header: columns.closed,
      width: 72,
      grow: 0,
      text: ({ closedAtMs }) => formatUtc(closedAtMs),
      render: ({ closedAtMs }) => <Time ms={closedAtMs} />,
      sortBy: ({ closedAtMs }) => closedAtMs,
    },
    {
      key: 'held',
      header: columns.held,
      width: 64,
      grow: 0,
      isNumber: true,
      text: ({ openedAtMs, closedAtMs }) => formatAge(closedAtMs - openedAtMs),
      sortBy: ({ openedAtMs, closedAtMs }) => closedAtMs - openedAtMs,
    },
    {
      key: 'symbol',
      header: columns.symbol,
      width: 116,
      text: ({ instrument }) => names.symbolOf(instrument),
      sortBy: ({ instrument }) => instrument,
    },
    {
      key: 'direction',
      header: columns.direction,
      width: 70,
      grow: 0,
      text: ({ direction }) => (direction === 'long' ? long : short),
      render: ({ direction }) => <DirectionWord direction={direction} />,
      sortBy: ({ direction }) => direction,
    },
    {
      key: 'size',
      header: columns.size,
      width: 76,
      isNumber: true,
      text: ({ sizeBase, instrument }) => formatFixed(sizeBase, placesOf(names.stepsOf(instrument).lotSize)),
      sortBy: ({ sizeBase }) => sizeBase,
    },
    {
      key: 'net',
      header: columns.netPnl,
      unit: quote,
      width: 104,
      isNumber: true,
      text: ({ netPnlQuote }) => formatPnl(netPnlQuote),
      render: ({ netPnlQuote }) => <span className={toneOf(netPnlQuote)}>{formatPnl(netPnlQuote)}</span>,
      sortBy: ({ netPnlQuote }) => netPnlQuote,
    },
    {
      key: 'fees',
      header: columns.fees,
      unit: quote,
      width: 90,
      isNumber: true,
      text: ({ feesQuote }) => formatQuote(feesQuote),
      sortBy: ({ feesQuote }) => feesQuote,
    },
    {
      key: 'by',
      header: columns.by,
      width: 120,
      grow: 2,
      text: ({ runId }) => names.runName(runId),
      sortBy: ({ runId }) => runId,
    },
  ];
}
