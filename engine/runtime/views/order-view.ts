import type { FillView, OrderView } from '../../contract/views.ts';
import { type Instrument, notionalOf, priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { limitOfKind, triggerOfKind } from '../../domain/order/order-kind.ts';
import type { OrderChange } from '../../domain/order/order-change.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import type { Ticks } from '../../domain/units/ticks.ts';

export function orderView(order: Order, instrument: Instrument): OrderView {
  const { id, kind, reason, reduceOnly, role, runId, side, status } = order;
  return {
    orderId: id,
    runId,
    instrument: instrument.id,
    role,
    side,
    type: kind.type,
    status,
    reason,
    reduceOnly,
    sizeBase: quantityOf(instrument, order.lots),
    filledBase: quantityOf(instrument, lots(order.filledLots)),
    limitPrice: priceOrNull(instrument, limitOfKind(kind)),
    triggerPrice: priceOrNull(instrument, triggerOfKind(kind)),
    postOnly: 'postOnly' in kind && kind.postOnly,
    trailDistance: kind.type === 'trailing-stop' ? priceOf(instrument, kind.distance) : null,
    otherLeg: order.oco ?? null,
    submittedAtMs: order.submittedAt,
    ending: '',
  };
}

/** What of an order on screen is other after its terms were changed. */
export function amendedView(change: OrderChange, instrument: Instrument): Partial<OrderView> {
  return {
    ...(change.lots === undefined ? {} : { sizeBase: quantityOf(instrument, change.lots) }),
    ...(change.limit === undefined ? {} : { limitPrice: priceOf(instrument, change.limit) }),
    ...(change.trigger === undefined ? {} : { triggerPrice: priceOf(instrument, change.trigger) }),
  };
}

/** Why an order was turned away, with the numbers it was measured by. */
export const rejectionText = ({ code, measured }: Extract<Outcome, { kind: 'order-rejected' }>): string => {
  const numbers = Object.entries(measured).map(([name, value]) => `${name} ${value}`);
  return `${code} ${numbers.join(', ')}`;
};

const priceOrNull = (instrument: Instrument, at: Ticks | undefined): number | null =>
  at === undefined ? null : priceOf(instrument, at);

export function fillView(fill: Fill, instrument: Instrument): FillView {
  const { fillId, liquidity, orderId, role, runId, side } = fill;
  return {
    fillId,
    orderId,
    runId,
    instrument: instrument.id,
    role,
    side,
    liquidity,
    price: priceOf(instrument, fill.ticks),
    sizeBase: quantityOf(instrument, fill.lots),
    notionalQuote: moneyToNumber(notionalOf(instrument, fill.lots, fill.ticks)),
    feeQuote: moneyToNumber(fill.fee),
    timeMs: fill.time,
  };
}
