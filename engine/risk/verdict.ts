import type { ApprovedOrder } from '../domain/order/approved-order.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Refusal } from '../domain/order/refusal.ts';

export type Verdict =
  | { readonly ok: true; readonly order: ApprovedOrder }
  | { readonly ok: false; readonly refusal: Refusal };

export const approve = (intent: OrderIntent): Verdict => ({ ok: true, order: intent as ApprovedOrder });
export const refuse = (refusal: Refusal): Verdict => ({ ok: false, refusal });
