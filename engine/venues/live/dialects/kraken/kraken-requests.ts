import type { OrderKind } from '../../../../domain/order/order-intent.ts';
import type { AmendRequest, CancelRequest, PlaceRequest } from '../../../../domain/venue/venue-request.ts';
import { utcMoment } from '../../moment-ms.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
import type { TriggerPrice } from '../../../../domain/order/trigger-price.ts';
import { CannotBeSaid, type OrderNames, type WireCall } from '../../venue-trader.ts';

type Params = Readonly<Record<string, unknown>>;

/** The matching engine refuses what reaches it later than this after its signing. */
const DEADLINE_MS = 5000;
/** Orders are counted by the matching engine, not against the limit of requests. */
const NO_WEIGHT = 0;

/**
 * Sales would be charged in the coin by default, which takes more of it than was sold; so a fee is always money.
 * See `oflags` in https://docs.kraken.com/api/docs/rest-api/add-order.
 */
const FEE_IN_QUOTE = 'fciq';

/** Says a new order on spot. @throws {CannotBeSaid} for what the venue does not have. */
export function placeCall(
  { lots, order, orderId, side }: PlaceRequest,
  traded: TradedInstrument,
  means: { readonly names: OrderNames; readonly triggerPrice: TriggerPrice; readonly venueNow: () => number },
): WireCall {
  return {
    method: 'privatePostAddOrder',
    weight: NO_WEIGHT,
    params: {
      pair: traded.marketId,
      type: side,
      volume: traded.sizeText(lots),
      ...kindOf(order, traded, means.triggerPrice),
      oflags: 'limit' in order && order.postOnly ? `post,${FEE_IN_QUOTE}` : FEE_IN_QUOTE,
      cl_ord_id: means.names.clientId(orderId),
      deadline: utcMoment(means.venueNow() + DEADLINE_MS),
    },
  };
}

function kindOf(order: OrderKind, traded: TradedInstrument, triggerPrice: TriggerPrice): Params {
  // The venue's marks are of its index.
  const trigger = { trigger: triggerPrice === 'mark' ? 'index' : 'last' };
  switch (order.type) {
    case 'market':
      return { ordertype: 'market' };
    case 'limit':
      return { ordertype: 'limit', price: traded.priceText(order.limit), ...termsOf(order) };
    case 'stop-market':
      return { ordertype: 'stop-loss', price: traded.priceText(order.trigger), ...trigger };
    case 'take-profit-market':
      return { ordertype: 'take-profit', price: traded.priceText(order.trigger), ...trigger };
    case 'stop-limit':
    case 'take-profit-limit':
      return {
        ordertype: order.type === 'stop-limit' ? 'stop-loss-limit' : 'take-profit-limit',
        price: traded.priceText(order.trigger),
        price2: traded.priceText(order.limit),
        ...termsOf(order),
        ...trigger,
      };
    case 'trailing-stop':
      throw new CannotBeSaid('UNSUPPORTED_TYPE');
  }
}

function termsOf({ postOnly, timeInForce }: Extract<OrderKind, { limit: unknown }>): Params {
  if (timeInForce === 'fok') throw new CannotBeSaid('UNSUPPORTED_TIF');
  if (postOnly) return {};
  return { timeinforce: timeInForce.toUpperCase() };
}

type Named = Pick<CancelRequest, 'orderId' | 'venueOrderId'>;

/** Names an order by the venue's number where it is known, else by ours. */
export const nameOf = ({ orderId, venueOrderId }: Named, names: OrderNames): Params =>
  venueOrderId === undefined ? { cl_ord_id: names.clientId(orderId) } : { txid: venueOrderId };

export function amendCall(
  request: AmendRequest,
  traded: TradedInstrument,
  means: { readonly names: OrderNames; readonly venueNow: () => number },
): WireCall {
  const { limit, lots, trigger } = request;
  return {
    method: 'privatePostAmendOrder',
    weight: NO_WEIGHT,
    params: {
      ...nameOf(request, means.names),
      ...(lots === undefined ? {} : { order_qty: traded.sizeText(lots) }),
      ...(limit === undefined ? {} : { limit_price: traded.priceText(limit) }),
      ...(trigger === undefined ? {} : { trigger_price: traded.priceText(trigger) }),
      deadline: utcMoment(means.venueNow() + DEADLINE_MS),
    },
  };
}

export const cancelCall = (request: CancelRequest, names: OrderNames): WireCall => ({
  method: 'privatePostCancelOrder',
  weight: NO_WEIGHT,
  params: nameOf(request, names),
});
