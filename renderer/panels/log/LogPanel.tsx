import { useMemo } from 'react';
import type { LogView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { Time } from '../../design/Time.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { logWords } from '../../formatting/log-words.ts';
import { formatUtc } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';

interface LogRow {
  readonly at: number;
  readonly entry: LogView;
}

/** What the engine had to say, newest first. */
export function LogPanel() {
  const texts = useTexts();
  const log = useCalmEngineView(250, (view) => view.log);
  const rows = useMemo(() => log.map((entry, at) => ({ entry, at })).toReversed(), [log]);
  const currency = useEngineView((view) => view.session.currency);
  const columns = useMemo(() => logColumns(texts, currency), [texts, currency]);
  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.log}>
        <span className="spacer" />
        <CopyTableButton columns={columns} rows={rows} />
      </PanelToolbar>
      <DataTable
        label={texts.panels.log}
        columns={columns}
        rows={rows}
        rowKey={({ at }) => String(at)}
        empty={texts.log.empty}
      />
    </div>
  );
}

function logColumns(texts: Texts, currency: string): readonly Column<LogRow>[] {
  const { columns, log } = texts;
  const told = ({ entry }: LogRow) => logWords(entry, texts, currency);
  return [
    {
      key: 'time',
      header: columns.time,
      width: 72,
      grow: 0,
      text: ({ entry }) => formatUtc(entry.timeMs),
      render: ({ entry }) => <Time ms={entry.timeMs} />,
    },
    {
      key: 'level',
      header: columns.level,
      width: 64,
      grow: 0,
      text: ({ entry }) => log.levels[entry.level],
      render: ({ entry }) => (
        <span className="level" data-level={entry.level}>
          {log.levels[entry.level]}
        </span>
      ),
      sortBy: ({ entry }) => entry.level,
    },
    {
      key: 'text',
      header: columns.text,
      width: 300,
      text: told,
      render: (row) => <span title={told(row)}>{told(row)}</span>,
    },
  ];
}
