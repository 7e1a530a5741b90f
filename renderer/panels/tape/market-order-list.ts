import { ORDER_FIELDS } from '../../../engine/contract/flow-columns.ts';
import type { MarketOrders } from '../../../engine/contract/footprint-commands.ts';

const WIDTH = ORDER_FIELDS.length;
/** Orders a window keeps. */
const MOST_ORDERS = 5000;

/** A market order, or a print: its number and the fields of `ORDER_FIELDS`. */
export interface ShownOrder extends Readonly<Record<(typeof ORDER_FIELDS)[number], number>> {
  readonly number: number;
}

/** The orders a window knows, oldest first, and how fast they come. */
export interface KnownOrders extends Omit<MarketOrders, 'orders' | 'firstOrder'> {
  readonly orders: readonly ShownOrder[];
}

function unpacked({ firstOrder, orders }: MarketOrders): ShownOrder[] {
  return Array.from({ length: orders.length / WIDTH }, (_, at) => ({
    ...(Object.fromEntries(
      ORDER_FIELDS.map((name, place) => [name, orders[at * WIDTH + place] ?? 0]),
    ) as Record<(typeof ORDER_FIELDS)[number], number>),
    number: firstOrder + at,
  }));
}

/** What a window knows after an answer that holds the newest orders. */
export function ordersFrom(reply: MarketOrders): KnownOrders {
  const { firstOrder: _first, ...rest } = reply;
  return { ...rest, orders: unpacked(reply) };
}

/** The same after an update; undefined when orders between are missing. */
export function withOrders(known: KnownOrders, update: MarketOrders): KnownOrders | undefined {
  const first = known.orders[0]?.number ?? update.firstOrder;
  // The newest order known may have grown, so the update has to begin with it at the latest.
  if (update.firstOrder > Math.max(0, known.total - 1) || update.total < known.total) return undefined;
  const { firstOrder: _first, ...rest } = update;
  const fresh = unpacked(update).slice(-MOST_ORDERS);
  // One copy of a long list and no more: this happens with every frame.
  const until = Math.max(0, update.firstOrder - first);
  const orders = known.orders.slice(Math.max(0, until + fresh.length - MOST_ORDERS), until);
  for (const order of fresh) orders.push(order);
  return { ...rest, orders };
}

/** What a person wants to see of the orders. */
export interface TapeFilter {
  /** Base units; smaller ones are hidden. */
  readonly leastBase: number;
  readonly lot: number;
}

/** The orders a filter lets through, newest first, up to number `until`. */
export function filteredOrders(
  orders: readonly ShownOrder[],
  { leastBase, lot }: TapeFilter,
  { count, skip, until }: { readonly count: number; readonly skip: number; readonly until: number },
): readonly ShownOrder[] {
  const found: ShownOrder[] = [];
  let left = skip;
  const leastLots = leastBase / lot - 1e-9;
  for (let at = orders.length - 1; at >= 0 && found.length < count; at -= 1) {
    const order = orders[at] as ShownOrder;
    if (order.number >= until || Math.abs(order.signedLots) < leastLots) continue;
    if (left > 0) left -= 1;
    else found.push(order);
  }
  return found;
}
