import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { Refusal } from '../../domain/order/refusal.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { reviewChange } from '../../risk/review-change.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import type { ChangeDoor } from './change-door.ts';

/** What follows from a person's wish to change an order: what it would become is judged as an intent of its own. */
export function amendByHand(
  { venue }: KernelRooms,
  { change, orderId }: Extract<KernelCommand, { readonly kind: 'amend-order' }>,
  door: ChangeDoor,
): readonly Outcome[] {
  const order = venue.order(orderId);
  const situation = order && door.situationOf(order);
  if (order && door.ceiling) return [refused(order, door.ceiling)];
  if (!order || !situation || order.protects !== undefined) return [notAmendable(orderId, order)];
  const verdict = reviewChange(order, change, situation);
  if (verdict.ok) return venue.amend(orderId, change, REASON, door.time);
  return [refused(verdict.intent, verdict.refusal)];
}

const REASON = FIXED_REASONS['changed-by-hand'];

/** What was refused is the change, whatever the order was placed for. */
const refused = (intent: OrderIntent, refusal: Refusal): Outcome => ({
  kind: 'intent-refused',
  intent: { ...intent, reason: REASON },
  refusal,
  repeats: 1,
});

// A protective stop follows its position: it is moved with it, not by itself.
const notAmendable = (orderId: OrderId, order: Order | undefined): Outcome => ({
  kind: 'amend-rejected',
  orderId,
  code: 'not-amendable',
  measured: order ? { lots: order.lots, filledLots: order.filledLots } : {},
});
