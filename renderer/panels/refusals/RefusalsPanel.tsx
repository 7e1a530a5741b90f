import { useMemo } from 'react';
import type { RefusalView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { SideWord } from '../../design/SideWord.tsx';
import { Time } from '../../design/Time.tsx';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { formatUtc } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { type RowNames, useRowNames } from '../../linking/row-names.ts';
import { measuredText } from './measured-text.ts';

/** What risk refused, why, and the numbers that led to it, newest first. */
export function RefusalsPanel() {
  const texts = useTexts();
  const names = useRowNames();
  const refusals = useCalmEngineView(250, (view) => view.refusals);
  const rows = useMemo(() => refusals.toReversed(), [refusals]);
  const columns = useMemo(() => refusalColumns(texts, names), [texts, names]);
  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.refusals}>
        <span className="hint">{texts.refusals.hint}</span>
        <span className="spacer" />
        <CopyTableButton columns={columns} rows={rows} />
      </PanelToolbar>
      <DataTable
        label={texts.panels.refusals}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.timeMs} ${row.runId} ${row.code} ${row.instrument} ${row.side}`}
        empty={texts.refusals.empty}
      />
    </div>
  );
}

function refusalColumns(
  { columns, buy, sell, refusals }: Texts,
  names: RowNames,
): readonly Column<RefusalView>[] {
  return [
    {
      key: 'time',
      header: columns.time,
      width: 72,
      grow: 0,
      text: ({ timeMs }) => formatUtc(timeMs),
      render: ({ timeMs }) => <Time ms={timeMs} />,
      sortBy: ({ timeMs }) => timeMs,
    },
    {
      key: 'symbol',
      header: columns.symbol,
      width: 116,
      text: ({ instrument }) => names.symbolOf(instrument),
      sortBy: ({ instrument }) => instrument,
    },
    {
      key: 'side',
      header: columns.side,
      width: 62,
      grow: 0,
      text: ({ side }) => (side === 'buy' ? buy : sell),
      render: ({ side }) => <SideWord side={side} />,
    },
    {
      key: 'code',
      header: columns.code,
      width: 240,
      grow: 2,
      text: ({ code }) => refusals.codes[code],
      sortBy: ({ code }) => code,
    },
    {
      key: 'measured',
      header: columns.measured,
      width: 220,
      grow: 3,
      text: ({ measured }) => measuredText(measured),
    },
    {
      key: 'by',
      header: columns.by,
      width: 120,
      text: ({ runId }) => names.runName(runId),
      sortBy: ({ runId }) => runId,
    },
  ];
}
