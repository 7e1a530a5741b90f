import type { Fill } from '../domain/order/fill.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Order, OrderId } from '../domain/order/order.ts';
import { oppositeOf } from '../domain/order/side.ts';
import { lots } from '../domain/units/lots.ts';
import { reasonText } from '../domain/remark/reason.ts';

/** Sends a target of an entry through the same door as every other order. */
export type PlaceTarget = (intent: OrderIntent, links: { readonly targetOf: OrderId }) => void;

/** Lots of an entry that were filled, and how many of them stood for each of its targets already. */
export interface TargetsOf {
  readonly entryId: OrderId;
  filledLots: number;
}

/**
 * The gain side of a bracket: every fill of an entry with targets is followed by reduce-only limit orders for the
 * lots it brought, the first target first. They leave with the position, as all reduce-only orders do, so that
 * stop and targets together are one that cancels the other.
 */
export class BracketTargets {
  #entries = new Map<OrderId, TargetsOf>();
  #due: { readonly order: Order; readonly from: number; readonly to: number }[] = [];

  /** A fill of an order has become known; its targets are asked for with the next `sync`. */
  learn(fill: Fill, order: Order): void {
    if (!order.targets || order.targets.length === 0) return;
    const entry = this.#entries.get(order.id) ?? { entryId: order.id, filledLots: 0 };
    const from = entry.filledLots;
    entry.filledLots += fill.lots;
    this.#due.push({ order, from, to: entry.filledLots });
    if (entry.filledLots >= order.lots) this.#entries.delete(order.id);
    else this.#entries.set(order.id, entry);
  }

  /** An order is closed: no more of it will fill. */
  forget(orderId: OrderId): void {
    this.#entries.delete(orderId);
  }

  /** Places what became due. */
  sync(place: PlaceTarget): void {
    const due = this.#due;
    this.#due = [];
    for (const { order, from, to } of due) placeTargets(order, from, to, place);
  }

  snapshot(): readonly TargetsOf[] {
    return [...this.#entries.values()].map((each) => ({ ...each }));
  }

  restore(entries: readonly TargetsOf[]): void {
    this.#due = [];
    this.#entries = new Map(entries.map((each) => [each.entryId, { ...each }]));
  }
}

/** Targets for the lots of the entry from one number to another, counted from its first. */
function placeTargets(order: Order, from: number, to: number, place: PlaceTarget): void {
  let begin = 0;
  for (const { at, lots: size } of order.targets ?? []) {
    const end = begin + size;
    const standing = Math.min(to, end) - Math.max(from, begin);
    begin = end;
    if (standing <= 0) continue;
    const { id, instrument, runId, side } = order;
    const intent: OrderIntent = {
      runId,
      instrument,
      role: 'exit',
      side: oppositeOf(side),
      lots: lots(standing),
      kind: { type: 'limit', limit: at, timeInForce: 'gtc', postOnly: false },
      reduceOnly: true,
      reason: reasonText({ code: 'target-of', values: { entryId: id } }),
    };
    place(intent, { targetOf: id });
  }
}
