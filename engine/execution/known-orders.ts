import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import { isClosed, type Order, type OrderId } from '../domain/order/order.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { changedOrder, foldOrder } from './orders/fold-order.ts';

/** Closed orders that can still be asked for. */
const KEPT_CLOSED = 256;

/**
 * The orders as we know them: what the venue has told us so far, which is later than what it has done.
 */
export class KnownOrders {
  readonly #open = new Map<OrderId, Order>();
  readonly #closed = new Map<OrderId, Order>();

  /** A new order is on its way. */
  add(order: Order): void {
    this.#open.set(order.id, order);
  }

  /** An order by id, also one of the latest that closed. */
  get(id: OrderId): Order | undefined {
    return this.#open.get(id) ?? this.#closed.get(id);
  }

  /** Orders that are not closed, in order of submission. */
  open(): readonly Order[] {
    return [...this.#open.values()];
  }

  /** Whether an entry of the run could still open or enlarge a position. */
  hasOpenEntry(runId: RunId, instrument: InstrumentId): boolean {
    for (const order of this.#open.values()) {
      if (order.role === 'entry' && order.runId === runId && order.instrument === instrument) return true;
    }
    return false;
  }

  remembersRun(runId: RunId): boolean {
    for (const kept of [this.#open, this.#closed])
      for (const order of kept.values()) if (order.runId === runId) return true;
    return false;
  }

  /** Takes in what became known; answers the order it concerns, as it is now. */
  learn(outcome: Outcome): Order | undefined {
    const id = orderIdOf(outcome);
    const before = id === undefined ? undefined : this.#open.get(id);
    if (!before) return undefined;
    const after = afterOutcome(before, outcome);
    if (!isClosed(after.status)) {
      this.#open.set(after.id, after);
      return after;
    }
    this.#open.delete(after.id);
    this.#closed.set(after.id, after);
    const oldest = this.#closed.keys().next();
    if (this.#closed.size > KEPT_CLOSED && !oldest.done) this.#closed.delete(oldest.value);
    return after;
  }

  /** Replaces everything by the open orders of an earlier session. */
  restore(orders: readonly Order[]): void {
    this.#open.clear();
    this.#closed.clear();
    for (const order of orders) this.#open.set(order.id, order);
  }
}

/** The order an outcome speaks of. */
function orderIdOf(outcome: Outcome): OrderId | undefined {
  if (outcome.kind === 'order-filled') return outcome.fill.orderId;
  return 'orderId' in outcome ? outcome.orderId : undefined;
}

/** The order after an outcome: by the one table of steps there is. What is no step from there changes nothing. */
function afterOutcome(order: Order, outcome: Outcome): Order {
  const after = foldOrder(order, outcome);
  if (after) return after;
  // The venue resizes a leg by itself as the other one fills: where the leg stands stays the same.
  if (outcome.kind === 'order-amended') return changedOrder(order, outcome.change);
  // What is turned away while it was to be changed or taken back is over like what was taken back.
  return outcome.kind === 'order-rejected' ? { ...order, status: 'canceled' } : order;
}
