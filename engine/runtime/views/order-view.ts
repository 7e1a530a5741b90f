import type { FillView, OrderView } from '../../contract/views.ts';
import { type Instrument, notionalOf, priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { limitOfKind, triggerOfKind, waitsForTrigger } from '../../domain/order/order-kind.ts';
import type { OrderChange } from '../../domain/order/order-change.ts';
import type { Order } from '../../domain/order/order.ts';
import { TRIGGER_PRICE } from '../../domain/order/trigger-price.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { withNumbers } from './measured-line.ts';
import { type NumberedReason, reasonText } from '../../domain/remark/reason.ts';

export function orderView(order: Order, instrument: Instrument): OrderView {
  const { id, kind, reason, reduceOnly, role, runId, side, status } = order;
  const said = reasonSaidOf(order);
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
    triggeredBy: waitsForTrigger(kind) ? TRIGGER_PRICE : null,
    postOnly: 'postOnly' in kind && kind.postOnly,
    trailDistance: kind.type === 'trailing-stop' ? priceOf(instrument, kind.distance) : null,
    otherLeg: order.oco ?? null,
    submittedAtMs: order.submittedAt,
    ending: '',
    ...(said ? { reasonSaid: said } : {}),
  };
}

/** Links say why stops and targets were placed, also where an older record does not. */
function reasonSaidOf({ protects, reason, said, targetOf }: Order): NumberedReason | undefined {
  const linked: readonly (NumberedReason | undefined)[] = [
    said,
    protects === undefined ? undefined : { code: 'protects', values: { entryId: protects } },
    targetOf === undefined ? undefined : { code: 'target-of', values: { entryId: targetOf } },
  ];
  return linked.find((each) => each !== undefined && reasonText(each) === reason);
}

/** What of an order on screen is other after its terms were changed. */
export function amendedView(change: OrderChange, instrument: Instrument): Partial<OrderView> {
  return {
    ...(change.lots === undefined ? {} : { sizeBase: quantityOf(instrument, change.lots) }),
    ...(change.limit === undefined ? {} : { limitPrice: priceOf(instrument, change.limit) }),
    ...(change.trigger === undefined ? {} : { triggerPrice: priceOf(instrument, change.trigger) }),
  };
}

/** Why an order was turned away, with the numbers it was measured by, amounts in `currency`. */
export const rejectionText = (
  { code, measured }: Extract<Outcome, { kind: 'order-rejected' }>,
  currency: string,
): string => withNumbers(code, measured, currency);

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
