import type { OrderChange } from '../domain/order/order-change.ts';
import type { OrderIntent, OrderKind } from '../domain/order/order-intent.ts';
import type { Order } from '../domain/order/order.ts';
import type { Refusal } from '../domain/order/refusal.ts';
import { lots } from '../domain/units/lots.ts';
import type { Gate, Situation } from './gate.ts';
import { balance } from './gates/balance.ts';
import { conditions } from './gates/conditions.ts';
import { confirmSize } from './gates/confirm-size.ts';
import { exposureLimit } from './gates/exposure-limit.ts';
import { killSwitch } from './gates/kill-switch.ts';
import { marketIsLive } from './gates/market-is-live.ts';
import { notionalLimits } from './gates/notional-limits.ts';
import { reduceOnly } from './gates/reduce-only.ts';
import { riskPerTrade } from './gates/risk-per-trade.ts';
import { stopDistance } from './gates/stop-distance.ts';
import { stopRequired } from './gates/stop-required.ts';
import { venueLimits } from './gates/venue-limits.ts';
import { wellFormed } from './gates/well-formed.ts';

/** Objections to a change. What counts orders or spaces entries has been asked when the order was sent. */
const CHANGE_GATES: readonly Gate[] = [
  wellFormed,
  killSwitch,
  conditions,
  marketIsLive,
  reduceOnly,
  stopRequired,
  stopDistance,
  venueLimits,
  riskPerTrade,
  exposureLimit,
  notionalLimits,
  confirmSize,
  balance,
];

/** Whether an order may become what a change makes of it. */
export type ChangeVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly intent: OrderIntent; readonly refusal: Refusal };

/** Judges what is left of an order after a change as if it were a new intent, the order itself out of the way. */
export function reviewChange(order: Order, change: OrderChange, situation: Situation): ChangeVerdict {
  const intent = changedIntent(order, change);
  const openOrders = situation.openOrders.filter(({ id, oco }) => id !== order.id && oco !== order.id);
  for (const gate of CHANGE_GATES) {
    const refusal = gate(intent, { ...situation, openOrders });
    if (refusal) return { ok: false, intent, refusal };
  }
  return { ok: true };
}

/** The order's remaining lots at its new price, without the marks of an order that exists. */
function changedIntent(order: Order, { limit, lots: size = order.lots, trigger }: OrderChange): OrderIntent {
  const { edgeBps, instrument, protectiveStop, reason, reduceOnly: isReducing, role, runId, side } = order;
  let kind: OrderKind = order.kind;
  if (limit !== undefined && 'limit' in kind) kind = { ...kind, limit };
  if (trigger !== undefined && 'trigger' in kind) kind = { ...kind, trigger };
  return {
    runId,
    instrument,
    role,
    side,
    lots: lots(Math.max(0, size - order.filledLots)),
    kind,
    reduceOnly: isReducing,
    reason,
    ...(protectiveStop === undefined ? {} : { protectiveStop }),
    ...(edgeBps === undefined ? {} : { edgeBps }),
    // What a person has confirmed was of this size, not of a larger one.
    ...(order.isConfirmed === true && size <= order.lots ? { isConfirmed: true } : {}),
  };
}
