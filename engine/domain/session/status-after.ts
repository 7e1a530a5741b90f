import type { OrderId, OrderStatus } from '../order/order.ts';
import type { Outcome } from './outcome.ts';

const STATUS_AFTER = {
  'order-sent': 'sending',
  'order-unknown': 'unknown',
  'order-triggered': 'triggered',
  'order-reopened': 'working',
  'amend-requested': 'amending',
  'order-amended': 'working',
  'amend-rejected': 'working',
  'cancel-requested': 'canceling',
  'cancel-rejected': 'working',
} as const satisfies { readonly [Kind in Outcome['kind']]?: OrderStatus };

/** An outcome after which an order stands elsewhere and is not over. */
export type StandingOutcome = Extract<Outcome, { readonly kind: keyof typeof STATUS_AFTER }>;

export const isStanding = (outcome: Outcome): outcome is StandingOutcome => outcome.kind in STATUS_AFTER;

/** The order such an outcome speaks of, and where it stands then. */
export const standingAfter = ({
  kind,
  orderId,
}: StandingOutcome): { readonly orderId: OrderId; readonly status: OrderStatus } => ({
  orderId,
  status: STATUS_AFTER[kind],
});
