import type { OrderChange } from '../../domain/order/order-change.ts';
import { isClosed, type Order, type OrderId } from '../../domain/order/order.ts';
import { limitOfKind, triggerOfKind } from '../../domain/order/order-kind.ts';
import { signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { type ExitOwner, exitsOf, isRestingExit, openLotsOf } from './exit-room.ts';
import type { LiveStreet } from './live-street.ts';
import type { OrderRecord } from './order-record.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

/** Why an exit that rests is taken back or made smaller by us. */
export const LESS_IS_HELD = FIXED_REASONS['less-is-held'];

/** How resting exits are changed. */
export interface RestingDoor {
  cancel(orderId: OrderId, because: string): void;
  amend(orderId: OrderId, change: OrderChange, because: string): void;
}

/**
 * Exits that wait for their price never stand for more than what is held and not leaving at the market: what a stop
 * or another exit has closed, they give up, the furthest price first. So one side of a bracket ends the other.
 */
export class RestingExits {
  readonly #street: LiveStreet;
  readonly #door: RestingDoor;
  /** The size each was last asked to shrink to: one that did not is taken back. */
  readonly #shrunk = new Map<OrderId, number>();

  constructor(street: LiveStreet, door: RestingDoor) {
    this.#street = street;
    this.#door = door;
  }

  sync(): void {
    const seen = new Set<string>();
    for (const { order } of Array.from(this.#street.records.open())) {
      const key = `${order.instrument}|${order.side}|${order.runId}`;
      if (!isRestingExit(order) || seen.has(key)) continue;
      seen.add(key);
      this.#fit(order);
    }
    for (const id of this.#shrunk.keys()) {
      const record = this.#street.records.get(id);
      if (!record || isClosed(record.order.status)) this.#shrunk.delete(id);
    }
  }

  #fit(owner: ExitOwner): void {
    const { records } = this.#street;
    const exits = exitsOf(this.#street, owner);
    let excess = -this.#street.reducibleLots(owner.runId, owner.instrument, owner.side);
    for (const exit of exits) if (!isRestingExit(exit)) excess += openLotsOf(exit);
    const resting: OrderRecord[] = [];
    for (const exit of exits) {
      const record = records.get(exit.id);
      if (!record || !isRestingExit(exit) || record.cancel) continue;
      resting.push(record);
      excess += this.#sizeOf(record);
    }
    for (const record of resting.toSorted(furthestFirst)) {
      if (excess <= 0) return;
      const size = this.#sizeOf(record);
      this.#giveUp(record, Math.min(size, excess));
      excess -= size;
    }
  }

  /** Lots an order stands for, or will once the venue has done what it was asked for. */
  #sizeOf({ change, order }: OrderRecord): number {
    const size = Math.min(order.lots, change?.change.lots ?? order.lots);
    return openLotsOf({ lots: lots(size), filledLots: order.filledLots });
  }

  #giveUp(record: OrderRecord, size: number): void {
    const { order } = record;
    const left = this.#sizeOf(record) - size;
    const hasRefused = this.#shrunk.has(order.id) && this.#shrunk.get(order.id) !== order.lots;
    const mayShrink = order.status === 'working' && !record.change && order.targetOf === undefined;
    if (left <= 0 || hasRefused || !mayShrink || !this.#street.options.traits.amendsInPlace)
      return this.#door.cancel(order.id, LESS_IS_HELD);
    this.#shrunk.set(order.id, order.filledLots + left);
    this.#door.amend(order.id, { lots: lots(order.filledLots + left) }, LESS_IS_HELD);
  }
}

const awayOf = ({ kind, side }: Order): number =>
  -signOf(side) * (limitOfKind(kind) ?? triggerOfKind(kind) ?? 0);

const furthestFirst = (a: OrderRecord, b: OrderRecord): number =>
  awayOf(b.order) - awayOf(a.order) || b.order.submittedAt - a.order.submittedAt;
