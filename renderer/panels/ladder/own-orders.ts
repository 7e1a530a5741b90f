import type { InputOf } from '../../../engine/contract/commands.ts';
import type { InstrumentView, OrderView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import { placesOf } from '../../formatting/numbers.ts';
import { groupedTicks } from './ladder-rows.ts';
import { ladderOrder } from './ladder-order.ts';

/** A place in the ladder. */
export interface LadderPlace {
  readonly side: Side;
  /** Lowest price of the row in ticks. */
  readonly ticks: number;
}

/** The own open orders that are shown in a row. */
export function ordersAt(
  orders: readonly OrderView[],
  instrument: InstrumentView,
  { side, ticks }: LadderPlace,
  groupTicks: number,
): readonly OrderView[] {
  const tick = Number(instrument.tickSize);
  return orders.filter((order) => {
    const price = order.limitPrice ?? order.triggerPrice;
    if (price === null || order.side !== side || order.instrument !== instrument.id) return false;
    const row = groupedTicks(Math.round(price / tick), groupTicks, side === 'buy' ? 'bid' : 'ask');
    return row === ticks && !isClosed(order.status);
  });
}

/** Whether an order can be moved by hand: limit orders placed by hand, and nothing that protects a position. */
export const isMovable = ({ role, runId, type }: OrderView): boolean =>
  type === 'limit' && runId === 'manual' && role !== 'stop';

type Replacement =
  | { readonly ok: true; readonly request: InputOf<'placeOrder'> }
  | { readonly ok: false; readonly reason: 'size' | 'stop' };

/** The order that takes the place of `order` at another price: what is left of it. */
export function replacementOf(
  order: OrderView,
  instrument: InstrumentView,
  ticks: number,
  stopDistance: string,
): Replacement {
  const size = (order.sizeBase - order.filledBase).toFixed(placesOf(instrument.lotSize));
  const { postOnly, reduceOnly } = order;
  if (reduceOnly) {
    const limitPrice = (ticks * Number(instrument.tickSize)).toFixed(placesOf(instrument.tickSize));
    return {
      ok: true,
      request: {
        instrument: instrument.id,
        side: order.side,
        sizeBase: size,
        type: 'limit',
        limitPrice,
        postOnly,
        reduceOnly,
      },
    };
  }
  const made = ladderOrder({ instrument, side: order.side, ticks, size, stopDistance });
  return made.ok ? { ok: true, request: { ...made.request, postOnly } } : made;
}
