import type { OrderView } from '../../contract/views.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { OrderChangeOutcome } from '../../journal/queries/by-id.ts';
import type { StoredOrder } from '../../journal/queries/stored-rows.ts';
import { amendedView, orderView, rejectionText } from './order-view.ts';

/** An order of the journal as it stands, with the terms it was changed to and how it ended. */
export function storedOrderView(
  { closedBecause, order }: StoredOrder,
  instrument: Instrument,
  changes: readonly OrderChangeOutcome[],
): OrderView {
  let view: OrderView = { ...orderView(order, instrument), ending: closedBecause ?? '' };
  for (const change of changes) {
    view =
      change.kind === 'order-amended'
        ? { ...view, ...amendedView(change.change, instrument) }
        : {
            ...view,
            ending: rejectionText(change, instrument.quote),
            refused: { code: change.code, measured: change.measured },
          };
  }
  return view;
}
