import { X } from 'lucide-react';
import type { OrderView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import type { Column } from '../../design/data-table/column.ts';
import { SideWord } from '../../design/SideWord.tsx';
import { Time } from '../../design/Time.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { formatUtc } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import type { RowNames } from '../../linking/row-names.ts';

/** The columns of the orders table. */
export function orderColumns(texts: Texts, names: RowNames): readonly Column<OrderView>[] {
  const { columns, orders } = texts;
  const size = (value: number, order: OrderView) =>
    formatFixed(value, placesOf(names.stepsOf(order.instrument).lotSize));
  const price = (value: number | null, order: OrderView) =>
    formatFixed(value, placesOf(names.stepsOf(order.instrument).tickSize));
  return [
    {
      key: 'cancel',
      header: columns.action,
      width: 50,
      grow: 0,
      text: () => '',
      render: (order) => <CancelButton order={order} texts={texts} names={names} />,
    },
    {
      key: 'time',
      header: columns.time,
      width: 72,
      grow: 0,
      text: ({ submittedAtMs }) => formatUtc(submittedAtMs),
      render: ({ submittedAtMs }) => <Time ms={submittedAtMs} />,
      sortBy: ({ submittedAtMs }) => submittedAtMs,
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
      text: ({ side }) => (side === 'buy' ? texts.buy : texts.sell),
      render: ({ side }) => <SideWord side={side} />,
      sortBy: ({ side }) => side,
    },
    {
      key: 'type',
      header: columns.type,
      width: 60,
      text: ({ type }) => orders.types[type],
      sortBy: ({ type }) => type,
    },
    {
      key: 'role',
      header: columns.role,
      width: 98,
      text: ({ role }) => orders.roles[role],
      sortBy: ({ role }) => role,
    },
    {
      key: 'size',
      header: columns.size,
      width: 72,
      isNumber: true,
      text: (order) => size(order.sizeBase, order),
      sortBy: ({ sizeBase }) => sizeBase,
    },
    {
      key: 'filled',
      header: columns.filled,
      width: 72,
      isNumber: true,
      text: (order) => size(order.filledBase, order),
      sortBy: ({ filledBase }) => filledBase,
    },
    {
      key: 'limit',
      header: columns.limit,
      width: 84,
      isNumber: true,
      text: (order) => price(order.limitPrice, order),
      sortBy: ({ limitPrice }) => limitPrice ?? 0,
    },
    {
      key: 'trigger',
      header: columns.trigger,
      width: 84,
      isNumber: true,
      text: (order) => price(order.triggerPrice, order),
      sortBy: ({ triggerPrice }) => triggerPrice ?? 0,
    },
    {
      key: 'status',
      header: columns.status,
      width: 74,
      text: ({ status }) => orders.statuses[status],
      render: ({ status }) => (
        <span className="state-word" data-state={status}>
          {orders.statuses[status]}
        </span>
      ),
      sortBy: ({ status }) => status,
    },
    {
      key: 'by',
      header: columns.by,
      width: 110,
      grow: 2,
      text: ({ runId }) => names.runName(runId),
      sortBy: ({ runId }) => runId,
    },
    {
      key: 'reason',
      header: columns.reason,
      width: 160,
      grow: 3,
      text: ({ reason, ending }) => (ending === '' ? reason : ending),
    },
  ];
}

interface CancelButtonProps {
  readonly order: OrderView;
  readonly texts: Texts;
  readonly names: RowNames;
}

function CancelButton({ order, texts, names }: CancelButtonProps) {
  if (isClosed(order.status)) return null;
  const { lotSize } = names.stepsOf(order.instrument);
  const side = order.side === 'buy' ? texts.buy : texts.sell;
  const label = texts.orders.cancelOf(
    side,
    formatFixed(order.sizeBase, placesOf(lotSize)),
    names.symbolOf(order.instrument),
  );
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
