import type { Order, OrderId } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';

interface Promised {
  lots: number;
  filled: number;
}

/** What of an order is not filled: with overfills nothing, never less. */
const leftOf = ({ filled, lots }: Promised): number => Math.max(0, lots - filled);

/**
 * What entries that are open may still take, added up from what was told alone: an entry that was sent promises its
 * lots, fills and changes take their part of them, and with the order's end they are free.
 */
export class PromisedLots {
  readonly #open = new Map<OrderId, Promised>();

  /** An order is there. */
  note({ filledLots, id, lots, role }: Pick<Order, 'filledLots' | 'id' | 'lots' | 'role'>): void {
    if (role === 'entry') this.#open.set(id, { lots, filled: filledLots });
  }

  /** Takes in what is told; `reopened` is an order that was closed and stands after all. */
  take(outcome: Outcome, reopened: (id: OrderId) => Order | undefined): void {
    if (outcome.kind === 'order-submitted') this.note(outcome.order);
    else if (outcome.kind === 'order-reopened') {
      const order = reopened(outcome.orderId);
      if (order) this.note(order);
    } else if (outcome.kind === 'order-filled') {
      if (outcome.closed) this.#open.delete(outcome.fill.orderId);
      else this.#change(outcome.fill.orderId, { filled: outcome.filledLots });
    } else if (outcome.kind === 'order-amended') {
      if (outcome.change.lots !== undefined) this.#change(outcome.orderId, { lots: outcome.change.lots });
    } else if (isEnd(outcome)) this.#open.delete(outcome.orderId);
  }

  /** How what the venue's room holds differs from what was told, in words; undefined when it does not. */
  differenceFrom(open: readonly Order[]): string | undefined {
    let entries = 0;
    for (const { filledLots, id, lots, role } of open) {
      if (role !== 'entry') continue;
      entries += 1;
      const told = this.#open.get(id);
      const held = leftOf({ lots, filled: filledLots });
      if (!told) return `${id} promises ${held} lots and was never told to be open`;
      if (leftOf(told) !== held) return `${id} promises ${held} lots, ${leftOf(told)} by what was told`;
    }
    return entries === this.#open.size
      ? undefined
      : `${this.#open.size} entries promise lots by what was told, ${entries} are open`;
  }

  #change(id: OrderId, change: Partial<Promised>): void {
    const promised = this.#open.get(id);
    if (promised) Object.assign(promised, change);
  }
}

type End = Extract<
  Outcome,
  { kind: 'order-denied' | 'order-rejected' | 'order-canceled' | 'order-expired' | 'order-lost' }
>;

const ENDS: ReadonlySet<Outcome['kind']> = new Set<End['kind']>([
  'order-denied',
  'order-rejected',
  'order-canceled',
  'order-expired',
  'order-lost',
]);

const isEnd = (outcome: Outcome): outcome is End => ENDS.has(outcome.kind);
