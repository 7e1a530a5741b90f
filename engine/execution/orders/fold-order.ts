import type { OrderKind } from '../../domain/order/order-intent.ts';
import type { OrderChange } from '../../domain/order/order-change.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { stepOfOutcome } from './step-of-outcome.ts';
import { nextStatus } from './transitions.ts';

/** An order after an outcome that speaks of it; undefined when the outcome is no step from where it stands. */
export function foldOrder(order: Order, outcome: Outcome): Order | undefined {
  const step = stepOfOutcome(order, outcome);
  const status = step && nextStatus(order.status, step);
  if (status === undefined) return undefined;
  const after: Order = { ...order, status };
  if (outcome.kind === 'order-accepted') return { ...after, acceptedAt: outcome.acceptedAt };
  if (outcome.kind === 'order-sent') return { ...after, submittedAt: outcome.sentAt };
  if (outcome.kind === 'order-filled') return { ...after, filledLots: lots(outcome.filledLots) };
  return outcome.kind === 'order-amended' ? changedOrder(after, outcome.change) : after;
}

/** An order with what is another one in it. */
export function changedOrder(order: Order, { limit, lots: size, trigger }: OrderChange): Order {
  let kind: OrderKind = order.kind;
  if (limit !== undefined && 'limit' in kind) kind = { ...kind, limit };
  if (trigger !== undefined && 'trigger' in kind) kind = { ...kind, trigger };
  return { ...order, kind, ...(size === undefined ? {} : { lots: size }) };
}
