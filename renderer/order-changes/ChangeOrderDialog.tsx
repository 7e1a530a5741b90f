import { useState } from 'react';
import type { InstrumentView, OrderView } from '../../engine/contract/views.ts';
import { useEngineView } from '../engine-client/engine-view.ts';
import { formatFixed, placesOf } from '../formatting/numbers.ts';
import { useTexts } from '../language/texts.ts';
import { askChange } from './ask-change.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { NumberInput } from './NumberInput.tsx';
import { changeOf, draftErrors, draftOf, fieldsOf, type OrderDraft } from './order-draft.ts';

interface ChangeOrderDialogProps {
  readonly orderId: string;
  readonly onClose: () => void;
}

/** Gives a working order another size or price where it stands. */
export function ChangeOrderDialog({ orderId, onClose }: ChangeOrderDialogProps) {
  const order = useEngineView((view) => view.orders.find((each) => each.orderId === orderId));
  const instrument = useEngineView((view) => view.instruments.find(({ id }) => id === order?.instrument));
  if (order === undefined || instrument === undefined) return null;
  return <OrderForm order={order} instrument={instrument} onClose={onClose} />;
}

interface OrderFormProps {
  readonly order: OrderView;
  readonly instrument: InstrumentView;
  readonly onClose: () => void;
}

function OrderForm({ order, instrument, onClose }: OrderFormProps) {
  const texts = useTexts();
  const { changes, ticket } = texts;
  const [draft, setDraft] = useState<OrderDraft>(() => draftOf(order, instrument));
  const errors = draftErrors(draft, order, instrument, texts);
  const change = changeOf(draft, order, instrument);
  const stands = order.status === 'working';
  const isReady = stands && change !== undefined && Object.keys(errors).length === 0;
  const note = stands ? (change === undefined ? changes.unchanged : undefined) : changes.gone;
  const size = (value: number) => formatFixed(value, placesOf(instrument.lotSize));
  const side = order.side === 'buy' ? texts.buy : texts.sell;
  return (
    <ChangeDialog
      title={changes.orderTitle}
      action={changes.change}
      isReady={isReady}
      note={note}
      onSend={async () => (change === undefined ? undefined : askChange('amendOrder', change))}
      onClose={onClose}
    >
      <p>
        {side} {size(order.sizeBase)} {instrument.base} · {instrument.symbol} · {ticket.types[order.type]}
      </p>
      {order.filledBase > 0 && (
        <p className="hint">{changes.filled(size(order.filledBase), instrument.base)}</p>
      )}
      {fieldsOf(order).map((field) => (
        <NumberInput
          key={field}
          label={field === 'sizeBase' ? changes.size : ticket[field]}
          unit={field === 'sizeBase' ? instrument.base : instrument.quote}
          value={draft[field]}
          hint={field === 'sizeBase' ? changes.sizeHint : undefined}
          error={errors[field]}
          onChange={(value) => setDraft({ ...draft, [field]: value })}
        />
      ))}
      <p className="hint">{order.otherLeg === null ? changes.place : changes.pairHint}</p>
    </ChangeDialog>
  );
}
