import type { InputOf } from '../../engine/contract/commands.ts';
import type { InstrumentView, OrderView } from '../../engine/contract/views.ts';
import { formatFixed, placesOf } from '../formatting/numbers.ts';
import type { Texts } from '../language/en.ts';
import { gridError, inUnit } from './grid-error.ts';

/** The fields of an order that can be changed where it stands. */
export type OrderField = 'sizeBase' | 'limitPrice' | 'triggerPrice';

/** What an order is to become, as typed; a field the order does not have stays empty. */
export type OrderDraft = Readonly<Record<OrderField, string>>;

const plain = (value: number | null, step: string): string =>
  value === null ? '' : value.toFixed(placesOf(step));

/** The order as it stands. */
export const draftOf = (order: OrderView, { lotSize, tickSize }: InstrumentView): OrderDraft => ({
  sizeBase: plain(order.sizeBase, lotSize),
  limitPrice: plain(order.limitPrice, tickSize),
  // The trigger of a trailing stop follows the market by itself.
  triggerPrice: order.type === 'trailing-stop' ? '' : plain(order.triggerPrice, tickSize),
});

/** Fields of the order that can be another one; both legs of a pair stand for the same lots. */
export function fieldsOf(order: OrderView): readonly OrderField[] {
  const fields: OrderField[] = order.otherLeg === null ? ['sizeBase'] : [];
  if (order.limitPrice !== null) fields.push('limitPrice');
  if (order.triggerPrice !== null && order.type !== 'trailing-stop') fields.push('triggerPrice');
  return fields;
}

/** What is wrong with a draft, by field. The engine checks again. */
export function draftErrors(
  draft: OrderDraft,
  order: OrderView,
  instrument: InstrumentView,
  texts: Texts,
): Partial<Readonly<Record<OrderField, string>>> {
  const { base, lotSize, quote, tickSize } = instrument;
  const prices = { step: tickSize, unit: quote };
  const errors: Partial<Record<OrderField, string | undefined>> = {};
  for (const field of fieldsOf(order))
    errors[field] =
      field === 'sizeBase'
        ? (gridError(texts.changes.size, draft.sizeBase, { step: lotSize, unit: base }, texts) ??
          filledError(draft, order, instrument, texts))
        : gridError(texts.ticket[field], draft[field], prices, texts);
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined));
}

/** What is to be asked for: the fields that are others than the order's; undefined where there is none. */
export function changeOf(
  draft: OrderDraft,
  order: OrderView,
  instrument: InstrumentView,
): InputOf<'amendOrder'> | undefined {
  const before = draftOf(order, instrument);
  const changed = fieldsOf(order).filter((field) => Number(draft[field]) !== Number(before[field]));
  if (changed.length === 0) return undefined;
  return { orderId: order.orderId, ...Object.fromEntries(changed.map((field) => [field, draft[field]])) };
}

function filledError(
  { sizeBase }: OrderDraft,
  { filledBase }: OrderView,
  { base, lotSize }: InstrumentView,
  { changes }: Texts,
): string | undefined {
  if (Number(sizeBase) > filledBase) return undefined;
  return changes.aboveFilled(
    inUnit(formatFixed(filledBase, placesOf(lotSize)), base),
    inUnit(sizeBase, base),
  );
}
