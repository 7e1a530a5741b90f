import { useMemo } from 'react';
import type { RefusalView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { moments, words } from '../../design/data-table/columns.tsx';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { rowColumns } from '../../linking/row-columns.tsx';
import { type RowNames, useRowNames } from '../../linking/row-names.ts';
import { measuredText } from '../../formatting/measured-text.ts';

/** What risk refused, why, and the numbers that led to it, newest first. */
export function RefusalsPanel() {
  const texts = useTexts();
  const names = useRowNames();
  const refusals = useCalmEngineView(250, (view) => view.refusals);
  const currency = useEngineView((view) => view.session.currency);
  const rows = useMemo(() => refusals.toReversed(), [refusals]);
  const columns = useMemo(() => refusalColumns(texts, names, currency), [texts, names, currency]);
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

function refusalColumns(texts: Texts, names: RowNames, currency: string): readonly Column<RefusalView>[] {
  const { columns, refusals } = texts;
  const row = rowColumns(texts, names);
  return [
    moments('time', columns.time, ({ timeMs }) => timeMs),
    row.symbol(),
    row.side(),
    words({ key: 'code', header: columns.code, width: 220, grow: 2 }, ({ code }) => refusals.codes[code]),
    words({ key: 'measured', header: columns.measured, width: 220, grow: 3 }, ({ measured }) =>
      measuredText(measured, refusals.measured, currency),
    ),
    row.by(),
  ];
}
