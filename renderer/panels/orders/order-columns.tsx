import { X } from 'lucide-react';
import type { OrderView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import type { Column } from '../../design/data-table/column.ts';
import { moments, numbers, words } from '../../design/data-table/columns.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import type { Texts } from '../../language/en.ts';
import { rowColumns, rowWriters } from '../../linking/row-columns.tsx';
import type { RowNames } from '../../linking/row-names.ts';

/** The columns of the orders table: up to the status they fit the default workspace in a window of 1440 pixels. */
export function orderColumns(texts: Texts, names: RowNames): readonly Column<OrderView>[] {
  const { columns, orders } = texts;
  const row = rowColumns(texts, names);
  const { price, size } = rowWriters(names);
  return [
    {
      key: 'cancel',
      header: columns.action,
      width: 44,
      grow: 0,
      text: () => '',
      render: (order) => <CancelButton order={order} texts={texts} names={names} />,
    },
    moments('time', columns.time, ({ submittedAtMs }) => submittedAtMs),
    row.symbol(),
    row.side(),
    {
      ...words<OrderView>({ key: 'type', header: columns.type, width: 70 }, ({ type }) => orders.types[type]),
      render: ({ type }) => <span title={orders.types[type]}>{orders.types[type]}</span>,
    },
    numbers({ key: 'size', header: columns.size, width: 60 }, ({ sizeBase }) => sizeBase, size),
    numbers({ key: 'limit', header: columns.limit, width: 68 }, ({ limitPrice }) => limitPrice, price),
    numbers(
      { key: 'trigger', header: columns.trigger, width: 68 },
      ({ triggerPrice }) => triggerPrice,
      price,
    ),
    {
      ...words<OrderView>(
        { key: 'status', header: columns.status, width: 66 },
        ({ status }) => orders.statuses[status],
      ),
      render: ({ status }) => (
        <span className="state-word" data-state={status}>
          {orders.statuses[status]}
        </span>
      ),
    },
    numbers({ key: 'filled', header: columns.filled, width: 64 }, ({ filledBase }) => filledBase, size),
    words({ key: 'role', header: columns.role, width: 92 }, ({ role }) => orders.roles[role]),
    row.by(),
    words(
      { key: 'reason', header: columns.reason, width: 160, grow: 3 },
      ({ reason, ending }) => ending || reason,
    ),
  ];
}

interface CancelButtonProps {
  readonly order: OrderView;
  readonly texts: Texts;
  readonly names: RowNames;
}

function CancelButton({ order, texts, names }: CancelButtonProps) {
  if (isClosed(order.status)) return null;
  const side = order.side === 'buy' ? texts.buy : texts.sell;
  const size = rowWriters(names).size(order.sizeBase, order);
  const label = texts.orders.cancelOf(side, size, names.symbolOf(order.instrument));
  return (
    <button
      type="button"
      className="row-button"
      aria-label={label}
      title={label}
      disabled={order.status === 'canceling'}
      onClick={() => void tellEngine('cancelOrder', { orderId: order.orderId })}
    >
      <X size={13} aria-hidden />
    </button>
  );
}
