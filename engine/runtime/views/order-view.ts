import type { FillView, OrderView } from '../../contract/views.ts';
import { type Instrument, notionalOf, priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import type { Order } from '../../domain/order/order.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyToNumber } from '../../domain/units/money.ts';

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
    limitPrice: kind.type === 'limit' ? priceOf(instrument, kind.limit) : null,
    triggerPrice: kind.type === 'stop-market' ? priceOf(instrument, kind.trigger) : null,
    postOnly: kind.type === 'limit' && kind.postOnly,
    submittedAtMs: order.submittedAt,
    ending: '',
  };
}

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
