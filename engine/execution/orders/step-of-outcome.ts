import type { Order } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { OrderStep } from './order-step.ts';

/** The step of `order` an outcome tells of; undefined when it is none. */
export function stepOfOutcome(order: Order, outcome: Outcome): OrderStep | undefined {
  if (outcome.kind === 'order-accepted') return order.status === 'unknown' ? 'found-open' : 'accepted';
  if (outcome.kind === 'order-rejected') return rejection(order, outcome.code);
  if (outcome.kind === 'order-canceled') return order.status === 'canceling' ? 'canceled' : 'venue-canceled';
  if (outcome.kind === 'order-filled') return outcome.closed ? 'fill-rest' : 'fill-part';
  return STEP_OF[outcome.kind];
}

/** An order that was already taken is not rejected in the way of one that is on its way. */
function rejection({ status }: Order, code: string): OrderStep {
  if (code === 'never-arrived') return 'never-arrived';
  return status === 'sending' ? 'rejected' : 'venue-rejected';
}

const STEP_OF: { readonly [Kind in Outcome['kind']]?: OrderStep } = {
  'order-sent': 'passed',
  'order-denied': 'denied',
  'order-unknown': 'no-outcome',
  'order-lost': 'history-unavailable',
  'order-reopened': 'reopened',
  'order-triggered': 'triggered',
  'amend-requested': 'amend-requested',
  'order-amended': 'amended',
  'amend-rejected': 'amend-rejected',
  'cancel-requested': 'cancel-requested',
  'cancel-rejected': 'cancel-rejected',
  'order-expired': 'venue-expired',
};
