import type { OrderChange } from '../domain/order/order-change.ts';
import type { OrderIntent, OrderKind } from '../domain/order/order-intent.ts';
import { limitOfKind } from '../domain/order/order-kind.ts';
import type { Objection } from './desk-door.ts';
import { remainingLots, type VenueOrder } from './venue-order.ts';

/** The intent of an order after a change, or why it cannot be changed so. */
export type ChangedIntent =
  | { readonly ok: true; readonly intent: OrderIntent }
  | { readonly ok: false; readonly objection: Objection };

/** What a change makes of an order that stands. A price the order does not have cannot be changed. */
export function changedIntent(order: VenueOrder, change: OrderChange): ChangedIntent {
  const { filledLots, intent } = order;
  const size = change.lots ?? intent.lots;
  const kind = changedKind(intent.kind, change);
  // Both legs of a pair stand for the same lots.
  if (order.oco !== undefined && size !== intent.lots) return notAmendable({ lots: size, filledLots });
  if (size <= intent.lots - remainingLots(order)) return notAmendable({ lots: size, filledLots });
  if (kind === undefined) return notAmendable({ lots: size, ...pricesOf(change) });
  return { ok: true, intent: { ...intent, lots: size, kind } };
}

/** Whether a resting order keeps its place in the queue: only when nothing but its size changes, and shrinks. */
export const keepsPlace = (before: OrderIntent, after: OrderIntent): boolean =>
  after.lots <= before.lots && limitOfKind(after.kind) === limitOfKind(before.kind);

function changedKind(kind: OrderKind, { limit, trigger }: OrderChange): OrderKind | undefined {
  if (limit !== undefined && !('limit' in kind)) return undefined;
  if (trigger !== undefined && !('trigger' in kind)) return undefined;
  return {
    ...kind,
    ...(limit === undefined ? {} : { limit }),
    ...(trigger === undefined ? {} : { trigger }),
  };
}

/** The prices a change asks for, named with their unit. */
const pricesOf = ({ limit, trigger }: OrderChange): Readonly<Record<string, number>> => ({
  ...(limit === undefined ? {} : { limitTicks: limit }),
  ...(trigger === undefined ? {} : { triggerTicks: trigger }),
});

const notAmendable = (measured: Readonly<Record<string, number>>): ChangedIntent => ({
  ok: false,
  objection: { code: 'not-amendable', measured },
});
