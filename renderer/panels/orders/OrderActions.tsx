import { Pencil, X } from 'lucide-react';
import type { OrderView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import type { Texts } from '../../language/en.ts';
import { rowWriters } from '../../linking/row-columns.tsx';
import type { RowNames } from '../../linking/row-names.ts';

interface OrderActionsProps extends OrderButtonProps {
  /** Somebody wants to change the order. */
  readonly onChange: (order: OrderView) => void;
}

/** Takes an order back, and opens the form that changes it. */
export function OrderActions(props: OrderActionsProps) {
  return (
    <>
      <CancelButton {...props} />
      <ChangeButton {...props} />
    </>
  );
}

interface OrderButtonProps {
  readonly order: OrderView;
  readonly texts: Texts;
  readonly names: RowNames;
}

function CancelButton({ order, texts, names }: OrderButtonProps) {
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

/** Whatever works at the venue can be changed there; a protective stop is moved with its position. */
function ChangeButton({ order, texts, names, onChange }: OrderActionsProps) {
  if (order.status !== 'working') return null;
  const { changes } = texts;
  const symbol = names.symbolOf(order.instrument);
  const side = order.side === 'buy' ? texts.buy : texts.sell;
  const label =
    order.role === 'stop'
      ? changes.moveStopOf(symbol)
      : changes.changeOf(side, rowWriters(names).size(order.sizeBase, order), symbol);
  return (
    <button
      type="button"
      className="row-button change"
      aria-label={label}
      title={label}
      onClick={() => onChange(order)}
    >
      <Pencil size={12} aria-hidden />
    </button>
  );
}
