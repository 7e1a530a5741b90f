import type { OrderKind } from '../../../../domain/order/order-intent.ts';
import type { PlaceRequest } from '../../../../domain/venue/venue-request.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
import type { TriggerPrice } from '../../../../domain/order/trigger-price.ts';
import { CannotBeSaid, type OrderNames, type WireCall } from '../../venue-trader.ts';

type Params = Readonly<Record<string, unknown>>;

type WithLimit = Extract<OrderKind, { limit: unknown }>;
const TIME_IN_FORCE = { gtc: 'GTC', ioc: 'IOC', fok: 'FOK' } as const;

/** Says a new order on USD-M; what waits for a trigger is an algo order there. */
export function usdmPlaceCall(
  request: PlaceRequest,
  traded: TradedInstrument,
  { names, triggerPrice }: { readonly names: OrderNames; readonly triggerPrice: TriggerPrice },
): WireCall {
  const { lots, order, orderId, reduceOnly, side } = request;
  const clientId = names.clientId(orderId);
  const common: Params = {
    symbol: traded.marketId,
    side: side.toUpperCase(),
    quantity: traded.sizeText(lots),
    ...(reduceOnly ? { reduceOnly: 'true' } : {}),
  };
  if (order.type === 'market' || order.type === 'limit') {
    const kind =
      order.type === 'market' ? { type: 'MARKET' } : { type: 'LIMIT', ...limitOf(order, traded, 'GTX') };
    return {
      method: 'fapiPrivatePostOrder',
      params: { ...common, ...kind, newClientOrderId: clientId, newOrderRespType: 'RESULT' },
    };
  }
  if (order.type === 'trailing-stop') throw new CannotBeSaid('UNSUPPORTED_TYPE');
  const types = {
    'stop-market': 'STOP_MARKET',
    'stop-limit': 'STOP',
    'take-profit-market': 'TAKE_PROFIT_MARKET',
    'take-profit-limit': 'TAKE_PROFIT',
  } as const;
  return {
    method: 'fapiPrivatePostAlgoOrder',
    params: {
      ...common,
      algoType: 'CONDITIONAL',
      type: types[order.type],
      triggerPrice: traded.priceText(order.trigger),
      workingType: triggerPrice === 'mark' ? 'MARK_PRICE' : 'CONTRACT_PRICE',
      ...('limit' in order ? limitOf(order, traded, 'GTX') : {}),
      clientAlgoId: clientId,
    },
  };
}

/** Says a new order on spot, which knows no reduce-only: its size is capped by who sends it. */
export function spotPlaceCall(request: PlaceRequest, traded: TradedInstrument, names: OrderNames): WireCall {
  const { lots, order, orderId, side } = request;
  return {
    method: 'privatePostOrder',
    params: {
      symbol: traded.marketId,
      side: side.toUpperCase(),
      quantity: traded.sizeText(lots),
      ...spotKind(order, traded),
      newClientOrderId: names.clientId(orderId),
      newOrderRespType: 'RESULT',
    },
  };
}

/**
 * The same order in the place of another, in one request: where that cannot be taken back, nothing is placed. What the
 * filters refuse is refused before (rest-api, "Cancel an existing order and send a new one").
 */
export function replacing(
  { params }: WireCall,
  { orderId, venueOrderId }: NonNullable<PlaceRequest['replaces']>,
  names: OrderNames,
): WireCall {
  const named =
    venueOrderId === undefined
      ? { cancelOrigClientOrderId: names.clientId(orderId) }
      : { cancelOrderId: venueOrderId };
  return {
    method: 'privatePostOrderCancelReplace',
    params: { ...(params as Params), ...named, cancelReplaceMode: 'STOP_ON_FAILURE' },
  };
}

function spotKind(order: OrderKind, traded: TradedInstrument): Params {
  switch (order.type) {
    case 'market':
      return { type: 'MARKET' };
    case 'limit': {
      const { price, timeInForce } = limitOf(order, traded, 'GTC');
      return order.postOnly ? { type: 'LIMIT_MAKER', price } : { type: 'LIMIT', price, timeInForce };
    }
    case 'stop-market':
      return { type: 'STOP_LOSS', stopPrice: traded.priceText(order.trigger) };
    case 'take-profit-market':
      return { type: 'TAKE_PROFIT', stopPrice: traded.priceText(order.trigger) };
    case 'stop-limit':
    case 'take-profit-limit':
      return {
        type: order.type === 'stop-limit' ? 'STOP_LOSS_LIMIT' : 'TAKE_PROFIT_LIMIT',
        stopPrice: traded.priceText(order.trigger),
        ...limitOf(order, traded, 'GTC'),
      };
    case 'trailing-stop':
      throw new CannotBeSaid('UNSUPPORTED_TYPE');
  }
}

const limitOf = (
  { limit, postOnly, timeInForce }: WithLimit,
  traded: TradedInstrument,
  makerOnly: string,
) => ({
  price: traded.priceText(limit),
  timeInForce: postOnly ? makerOnly : TIME_IN_FORCE[timeInForce],
});
