import type { OrderKind } from '../../../../domain/order/order-intent.ts';
import type { AmendRequest, CancelRequest, PlaceRequest } from '../../../../domain/venue/venue-request.ts';
import { algoIdOf } from '../../algo-children.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
import type { TriggerPrice } from '../../../../domain/order/trigger-price.ts';
import { CannotBeSaid, type OrderNames, type WireCall } from '../../venue-trader.ts';

type Params = Readonly<Record<string, unknown>>;
type WithTrigger = Extract<OrderKind, { trigger: unknown }>;

/** An order at market price that waits for a trigger. */
const AT_MARKET = '-1';

/** Says a new order; what waits for a trigger goes another way. */
export function placeCall(
  request: PlaceRequest,
  traded: TradedInstrument,
  { names, triggerPrice }: { readonly names: OrderNames; readonly triggerPrice: TriggerPrice },
): WireCall {
  const { lots, order, orderId, reduceOnly, side } = request;
  if (order.type === 'trailing-stop') throw new CannotBeSaid('UNSUPPORTED_TYPE');
  const common: Params = {
    instId: traded.marketId,
    tdMode: traded.isSpot ? 'cash' : 'cross',
    side,
    sz: traded.sizeText(lots),
    ...(reduceOnly && !traded.isSpot ? { reduceOnly: true } : {}),
  };
  const clientId = names.clientId(orderId);
  if ('trigger' in order) {
    return {
      method: 'privatePostTradeOrderAlgo',
      params: { ...common, ...triggerOf(order, traded, triggerPrice), algoClOrdId: clientId },
    };
  }
  // Spot would count a market buy in quote units.
  const market = { ordType: 'market', ...(traded.isSpot ? { tgtCcy: 'base_ccy' } : {}) };
  const kind =
    order.type === 'market' ? market : { ordType: limitType(order), px: traded.priceText(order.limit) };
  return { method: 'privatePostTradeOrder', params: { ...common, ...kind, clOrdId: clientId } };
}

const limitType = ({ postOnly, timeInForce }: Extract<OrderKind, { type: 'limit' }>): string =>
  postOnly ? 'post_only' : timeInForce === 'gtc' ? 'limit' : timeInForce;

function triggerOf(order: WithTrigger, traded: TradedInstrument, triggerPrice: TriggerPrice): Params {
  if ('limit' in order && (order.postOnly || order.timeInForce !== 'gtc'))
    throw new CannotBeSaid('UNSUPPORTED_TIF');
  const at = 'limit' in order ? traded.priceText(order.limit) : AT_MARKET;
  const trigger = traded.priceText(order.trigger);
  const isStop = order.type === 'stop-market' || order.type === 'stop-limit';
  return isStop
    ? { ordType: 'conditional', slTriggerPx: trigger, slOrdPx: at, slTriggerPxType: triggerPrice }
    : { ordType: 'conditional', tpTriggerPx: trigger, tpOrdPx: at, tpTriggerPxType: triggerPrice };
}

type Named = Pick<CancelRequest, 'orderId' | 'venueOrderId'>;

/** Names an order of the matching engine. */
export const orderName = ({ orderId, venueOrderId }: Named, names: OrderNames): Params =>
  venueOrderId === undefined || algoIdOf(venueOrderId) !== undefined
    ? { clOrdId: names.clientId(orderId) }
    : { ordId: venueOrderId };

/** Names an order that waits for a trigger. */
export function algoNameOf({ orderId, venueOrderId }: Named, names: OrderNames): Params {
  const algoId = algoIdOf(venueOrderId);
  return algoId === undefined ? { algoClOrdId: names.clientId(orderId) } : { algoId };
}

export function amendCall(request: AmendRequest, traded: TradedInstrument, names: OrderNames): WireCall {
  const { limit, lots, trigger } = request;
  const size = lots === undefined ? {} : { newSz: traded.sizeText(lots) };
  const isAlgo = trigger !== undefined || algoIdOf(request.venueOrderId) !== undefined;
  if (!isAlgo) {
    const price = limit === undefined ? {} : { newPx: traded.priceText(limit) };
    const params = { instId: traded.marketId, ...orderName(request, names), ...size, ...price };
    return { method: 'privatePostTradeAmendOrder', params };
  }
  return {
    method: 'privatePostTradeAmendAlgos',
    params: {
      instId: traded.marketId,
      ...algoNameOf(request, names),
      ...size,
      ...(trigger === undefined ? {} : { newSlTriggerPx: traded.priceText(trigger) }),
      ...(limit === undefined ? {} : { newSlOrdPx: traded.priceText(limit) }),
    },
  };
}

/** Without the venue's number both kinds are tried. */
export function cancelCalls(
  request: CancelRequest,
  traded: TradedInstrument,
  names: OrderNames,
): readonly WireCall[] {
  const instId = traded.marketId;
  const order = { method: 'privatePostTradeCancelOrder', params: { instId, ...orderName(request, names) } };
  const algo = { method: 'privatePostTradeCancelAlgos', params: [{ instId, ...algoNameOf(request, names) }] };
  if (request.venueOrderId === undefined) return [order, algo];
  return algoIdOf(request.venueOrderId) === undefined ? [order] : [algo];
}
