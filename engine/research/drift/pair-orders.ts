import type { Order, OrderId } from '../../domain/order/order.ts';

/** Orders further apart than this do not come from one signal, in ms. */
const SAME_SIGNAL_MS = 5000;

/**
 * Finds the orders two runs gave on the same signal: of one run of a strategy, instrument, role and side, in the order
 * they were given, no further apart than a signal lasts. By the id in the first run.
 */
export function pairOrders(first: readonly Order[], second: readonly Order[]): ReadonlyMap<OrderId, Order> {
  const pairs = new Map<OrderId, Order>();
  const left = Map.groupBy(second, signalOf);
  for (const order of first) {
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
