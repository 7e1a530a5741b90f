import type { OrderView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { moments, numbers, words } from '../../design/data-table/columns.tsx';
import type { Texts } from '../../language/en.ts';
import { rowColumns, rowWriters } from '../../linking/row-columns.tsx';
import type { RowNames } from '../../linking/row-names.ts';
import { reasonWords } from '../../formatting/reason-words.ts';
import { OrderActions } from './OrderActions.tsx';
import { measuredText } from '../../formatting/measured-text.ts';

/** What the table needs besides its words. */
export interface OrderColumnsOf {
  readonly currency: string;
  /** Somebody wants to change an order. */
  readonly onChange: (order: OrderView) => void;
}

/** The columns of the orders table: up to the status they fit the default workspace in a window of 1440 pixels. */
export function orderColumns(
  texts: Texts,
  names: RowNames,
  { currency, onChange }: OrderColumnsOf,
): readonly Column<OrderView>[] {
  const { columns, orders } = texts;
  const row = rowColumns(texts, names);
  const { price, size } = rowWriters(names);
  return [
    actionColumn(texts, names, onChange),
    moments('time', columns.time, ({ submittedAtMs }) => submittedAtMs),
    row.symbol(),
    row.side(),
    {
      ...words<OrderView>({ key: 'type', header: columns.type, width: 64 }, ({ type }) => orders.types[type]),
      render: ({ type }) => <span title={orders.types[type]}>{orders.types[type]}</span>,
    },
    numbers({ key: 'size', header: columns.size, width: 56 }, ({ sizeBase }) => sizeBase, size),
    numbers({ key: 'limit', header: columns.limit, width: 64 }, ({ limitPrice }) => limitPrice, price),
    {
      ...numbers<OrderView>(
        { key: 'trigger', header: columns.trigger, width: 64 },
        ({ triggerPrice }) => triggerPrice,
        price,
      ),
      render: (order) => (
        <span title={order.triggeredBy === null ? undefined : orders.triggeredBy[order.triggeredBy]}>
          {price(order.triggerPrice, order)}
        </span>
      ),
    },
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
    words({ key: 'reason', header: columns.reason, width: 160, grow: 3 }, (order) =>
      whyText(order, texts, currency),
    ),
  ];
}

/** What can be done to an order from its row. */
const actionColumn = (
  texts: Texts,
  names: RowNames,
  onChange: OrderColumnsOf['onChange'],
): Column<OrderView> => ({
  key: 'cancel',
  header: texts.columns.action,
  width: 58,
  grow: 0,
  text: () => '',
  render: (order) => <OrderActions order={order} texts={texts} names={names} onChange={onChange} />,
});

/** How the order ended, and while it has not, why it was placed. */
function whyText(
  { ending, endingSaid, reason, reasonSaid, refused }: OrderView,
  { reasons, refusals }: Texts,
  currency: string,
): string {
  if (ending === '') return reasonWords(reason, reasonSaid, reasons);
  if (refused === undefined) return reasonWords(ending, endingSaid, reasons);
  const numbers = measuredText(refused.measured, refusals.measured, currency);
  const code = reasonWords(refused.code, undefined, reasons);
  return numbers === '' ? code : `${code} (${numbers})`;
}
