import { useMemo, useState } from 'react';
import type { FillView } from '../../../engine/contract/views.ts';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { OlderRowsButton } from '../../design/data-table/OlderRowsButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { usePastRows } from '../../engine-client/past/use-past-rows.ts';
import { useTexts } from '../../language/texts.ts';
import { useRowNames } from '../../linking/row-names.ts';
import { fillColumns } from './fill-columns.tsx';
import { WhyFilledDialog } from './WhyFilledDialog.tsx';

/** Own fills, newest first; pressing one tells why it happened. */
export function FillsPanel() {
  const texts = useTexts();
  const names = useRowNames();
  const { rows: fills, state, older } = usePastRows('fills');
  const currency = useEngineView((view) => view.session.currency);
  const [asked, setAsked] = useState<FillView | undefined>();
  const rows = useMemo(() => fills.toReversed(), [fills]);
  const columns = useMemo(() => fillColumns(texts, names, currency), [texts, names, currency]);

  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.fills}>
        <span className="hint">{rows.length === 0 ? '' : texts.fills.hint}</span>
        <span className="spacer" />
        <OlderRowsButton state={state} onAsk={older} />
        <CopyTableButton columns={columns} rows={rows} />
      </PanelToolbar>
      <DataTable
        label={texts.panels.fills}
        columns={columns}
        rows={rows}
        rowKey={({ fillId }) => fillId}
        empty={texts.fills.empty}
        onOpen={setAsked}
      />
      {asked !== undefined && <WhyFilledDialog fill={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
