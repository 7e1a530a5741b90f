import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Order, OrderId } from '../domain/order/order.ts';

/** How protection acts: through the same door as every other order. */
export interface ProtectionDoor {
  place(intent: OrderIntent, links: { readonly protects?: OrderId; readonly replaces?: OrderId }): OrderId;
  cancel(orderId: OrderId, because: string): void;
  warn(text: string): void;
  order(orderId: OrderId): Order | undefined;
  /** Whether nobody knows what became of an exit of the run there, whoever wanted it. */
  hasUnknownExit(owner: Pick<OrderIntent, 'runId' | 'instrument' | 'side'>): boolean;
}
