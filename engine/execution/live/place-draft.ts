import type { LiveStreet } from './live-street.ts';
import type { Order } from '../../domain/order/order.ts';
import type { PlaceRequest } from '../../domain/venue/venue-request.ts';

/** What is asked of the venue for an order, before the request has its number. */
export function placeDraft(order: Order, attachesStops: boolean): Omit<PlaceRequest, 'requestId'> {
  const { id: orderId, instrument, kind, lots: size, protectiveStop, reduceOnly, side } = order;
  const attached = attachesStops && protectiveStop !== undefined ? { attachedStop: protectiveStop } : {};
  return { kind: 'place', orderId, instrument, side, lots: size, order: kind, reduceOnly, ...attached };
}

/** How pressing a new order is. */
export const urgencyOf = ({ reduceOnly }: Order) => (reduceOnly ? 'urgent' : 'normal');

/** Whether the venue is known to hold the order, so that it can be asked for a change. */
export const isAskable = ({ status }: Order): boolean =>
  status === 'working' || status === 'triggered' || status === 'amending';

/** Whether the stop travels inside the entry: on spot there is no position it could belong to. */
export const attaches = (street: LiveStreet, { instrument }: Order): boolean =>
  street.options.traits.attachesStops && !street.isOnlySell(instrument);
