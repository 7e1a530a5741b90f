import { useMemo, useState } from 'react';
import type { PositionView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatPnl, toneOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useRowNames } from '../../linking/row-names.ts';
import { MoveStopDialog, type StopOwner } from '../../order-changes/MoveStopDialog.tsx';
import { CloseButton } from './CloseButton.tsx';
import { MoveStopButton } from './MoveStopButton.tsx';
import { positionColumns } from './position-columns.tsx';

/** What is held now, by whom, and what it is worth. */
export function PositionsPanel() {
  const texts = useTexts();
  const names = useRowNames();
  const positions = useCalmEngineView(250, (view) => view.positions);
  const currency = useEngineView((view) => view.session.currency);
  const [moving, setMoving] = useState<StopOwner | undefined>();
  const columns = useMemo(() => {
    const close: Column<PositionView> = {
      key: 'close',
      header: texts.columns.action,
      width: 58,
      grow: 0,
      text: () => '',
      render: (position) => (
        <>
          <CloseButton
            position={position}
            symbol={names.symbolOf(position.instrument)}
            lotSize={names.stepsOf(position.instrument).lotSize}
          />
          <MoveStopButton symbol={names.symbolOf(position.instrument)} onMove={() => setMoving(position)} />
        </>
      ),
    };
    return [close, ...positionColumns(texts, names, currency)];
  }, [texts, names, currency]);

  const total = positions.reduce((sum, { unrealizedPnlQuote }) => sum + unrealizedPnlQuote, 0);

  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.positions}>
        {positions.length > 0 && (
          <span className="hint">
            {texts.positions.total} <span className={toneOf(total)}>{formatPnl(total)}</span> {currency}
          </span>
        )}
        <span className="spacer" />
        <CopyTableButton columns={columns} rows={positions} />
      </PanelToolbar>
      <DataTable
        label={texts.panels.positions}
        columns={columns}
        rows={positions}
        rowKey={({ runId, instrument }) => `${runId} ${instrument}`}
        empty={texts.positions.empty}
      />
      {moving !== undefined && <MoveStopDialog owner={moving} onClose={() => setMoving(undefined)} />}
    </div>
  );
}
