import type { Order, OrderId } from '../../domain/order/order.ts';
import type { TradingLog } from './trading-log.ts';

/** Orders further apart than this do not come from one signal, in ms. */
const SAME_SIGNAL_MS = 5000;

/**
 * Finds the orders two runs have on the same signal: those both began with by their ids, others of one run of a
 * strategy, instrument, role and side, in the order they were given, no further apart than a signal lasts. By the id in
 * the first run.
 */
export function pairOrders(
  one: Pick<TradingLog, 'orders' | 'first'>,
  two: Pick<TradingLog, 'orders' | 'first'>,
): ReadonlyMap<OrderId, Order> {
  const pairs = new Map<OrderId, Order>();
  const isShared = ({ id }: Order) => one.first.has(id) && two.first.has(id);
  for (const order of two.orders) if (isShared(order)) pairs.set(order.id, order);
  const left = Map.groupBy(
    two.orders.filter((order) => !isShared(order)),
    signalOf,
  );
  for (const order of one.orders) {
    if (isShared(order)) continue;
    const candidates = left.get(signalOf(order)) ?? [];
    const isOver = ({ submittedAt }: Order) => submittedAt < order.submittedAt - SAME_SIGNAL_MS;
    while (candidates[0] && isOver(candidates[0])) candidates.shift();
    const [next] = candidates;
    if (!next || next.submittedAt > order.submittedAt + SAME_SIGNAL_MS) continue;
    candidates.shift();
    pairs.set(order.id, next);
  }
  return pairs;
}

const signalOf = ({ instrument, role, runId, side }: Order): string =>
  [runId, instrument, role, side].join(' ');
