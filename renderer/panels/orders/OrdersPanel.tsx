import { useMemo, useState } from 'react';
import type { OrderView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { OlderRowsButton } from '../../design/data-table/OlderRowsButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { Segments } from '../../design/Segments.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { usePastRows } from '../../engine-client/past/use-past-rows.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';
import { useRowNames } from '../../linking/row-names.ts';
import { ChangeOrderDialog } from '../../order-changes/ChangeOrderDialog.tsx';
import { MoveStopDialog } from '../../order-changes/MoveStopDialog.tsx';
import { orderColumns } from './order-columns.tsx';

/** Own orders, newest first, with a way to cancel those that are open. */
export function OrdersPanel() {
  const texts = useTexts();
  const names = useRowNames();
  const { rows: orders, state, older } = usePastRows('orders');
  const [shown, setShown] = useState<'open' | 'all'>('open');
  const open = useMemo(() => orders.filter(({ status }) => !isClosed(status)).toReversed(), [orders]);
  const all = useMemo(() => orders.toReversed(), [orders]);
  const rows = shown === 'open' ? open : all;
  const currency = useEngineView((view) => view.session.currency);
  const [changing, setChanging] = useState<OrderView | undefined>();
  const columns = useMemo(
    () => orderColumns(texts, names, { currency, onChange: setChanging }),
    [texts, names, currency],
  );
  const entries = open.filter(({ role }) => role === 'entry');

  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.orders}>
        <Segments
          label={texts.orders.filter}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'open', text: `${texts.orders.openOnly} ${open.length}` },
            { value: 'all', text: `${texts.orders.all} ${all.length}` },
          ]}
        />
        <span className="spacer" />
        <button
          type="button"
          className="button"
          disabled={entries.length === 0}
          onClick={() => entries.forEach(({ orderId }) => void tellEngine('cancelOrder', { orderId }))}
        >
          {texts.orders.cancelAll}
        </button>
        {shown === 'all' && <OlderRowsButton state={state} onAsk={older} />}
        <CopyTableButton columns={columns} rows={rows} />
      </PanelToolbar>
      <DataTable
        label={texts.panels.orders}
        columns={columns}
        rows={rows}
        rowKey={({ orderId }) => orderId}
        empty={shown === 'open' && all.length > 0 ? texts.orders.noneOpen : texts.orders.empty}
      />
      {changing !== undefined && <Change order={changing} onClose={() => setChanging(undefined)} />}
    </div>
  );
}

interface ChangeProps {
  readonly order: OrderView;
  readonly onClose: () => void;
}

/** A protective stop is moved with its position, every other order by itself. */
function Change({ order, onClose }: ChangeProps) {
  return order.role === 'stop' ? (
    <MoveStopDialog owner={order} onClose={onClose} />
  ) : (
    <ChangeOrderDialog orderId={order.orderId} onClose={onClose} />
  );
}
