import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { LiveStreet } from './live-street.ts';

/** Whose exits share what is held: those of one run, in one instrument, on one side. */
export type ExitOwner = Pick<OrderIntent, 'runId' | 'instrument' | 'side'>;

/** An exit that waits for its price: it may never come, and makes room for one that leaves at the market. */
export const isRestingExit = ({ kind, role }: Pick<Order, 'kind' | 'role'>): boolean =>
  role === 'exit' && kind.type !== 'market';

export const openLotsOf = ({ filledLots, lots }: Pick<Order, 'lots' | 'filledLots'>): number =>
  Math.max(0, lots - filledLots);

/** Open exits of an owner. */
export function exitsOf(street: LiveStreet, { instrument, runId, side }: ExitOwner): Order[] {
  const found: Order[] = [];
  for (const { order } of street.records.open()) {
    const isOwn = order.role === 'exit' && order.runId === runId && order.instrument === instrument;
    if (isOwn && order.side === side) found.push(order);
  }
  return found;
}

/**
 * Most lots an exit or a stop may take off what its run holds. A stop may take all. An exit at the market may take
 * what no other exit at the market takes already; one that rests only what no other exit stands for.
 */
export function roomFor(street: LiveStreet, intent: OrderIntent, except?: OrderId): number {
  const { instrument, role, runId, side } = intent;
  let most = street.reducibleLots(runId, instrument, side);
  if (role === 'stop') return most;
  const waits = isRestingExit(intent);
  for (const order of exitsOf(street, intent))
    if (order.id !== except && (waits || !isRestingExit(order))) most -= openLotsOf(order);
  return Math.max(0, most);
}
