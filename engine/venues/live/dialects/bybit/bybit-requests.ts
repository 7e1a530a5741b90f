import type { OrderKind } from '../../../../domain/order/order-intent.ts';
import type { AmendRequest, CancelRequest, PlaceRequest } from '../../../../domain/venue/venue-request.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
import type { TriggerPrice } from '../../../../domain/order/trigger-price.ts';
import { CannotBeSaid, type OrderNames, type WireCall } from '../../venue-trader.ts';

type Params = Readonly<Record<string, unknown>>;

/** Which way the price has to go to set an order off: up or down. */
const RISES = 1;
const FALLS = 2;

const categoryOf = ({ isSpot }: TradedInstrument): 'spot' | 'linear' => (isSpot ? 'spot' : 'linear');

/** What every request about one market begins with. */
export const marketOf = (traded: TradedInstrument): Params => ({
  category: categoryOf(traded),
  symbol: traded.marketId,
});

/** Says a new order. @throws {CannotBeSaid} for kinds the venue does not have. */
export function placeCall(
  request: PlaceRequest,
  traded: TradedInstrument,
  { names, triggerPrice }: { readonly names: OrderNames; readonly triggerPrice: TriggerPrice },
): WireCall {
  const { attachedStop, lots, order, orderId, reduceOnly, side } = request;
  const triggerBy = triggerPrice === 'mark' ? 'MarkPrice' : 'LastPrice';
  return {
    method: 'privatePostV5OrderCreate',
    params: {
      ...marketOf(traded),
      side: side === 'buy' ? 'Buy' : 'Sell',
      qty: traded.sizeText(lots),
      orderLinkId: names.clientId(orderId),
      ...kindOf(request, traded, triggerBy),
      ...(traded.isSpot ? spotTerms(order) : { positionIdx: 0, ...(reduceOnly ? { reduceOnly: true } : {}) }),
      ...(attachedStop === undefined || traded.isSpot
        ? {}
        : {
            stopLoss: traded.priceText(attachedStop),
            slTriggerBy: triggerBy,
            tpslMode: 'Full',
            slOrderType: 'Market',
          }),
    },
  };
}

function kindOf({ order, side }: PlaceRequest, traded: TradedInstrument, triggerBy: string): Params {
  switch (order.type) {
    case 'market':
      return { orderType: 'Market' };
    case 'limit':
      return limitOf(order, traded);
    case 'stop-market':
    case 'take-profit-market':
      return { orderType: 'Market', ...triggerOf(order, { side, traded, triggerBy }) };
    case 'stop-limit':
    case 'take-profit-limit':
      return { ...limitOf(order, traded), ...triggerOf(order, { side, traded, triggerBy }) };
    case 'trailing-stop':
      throw new CannotBeSaid('UNSUPPORTED_TYPE');
  }
}

type WithLimit = Extract<OrderKind, { limit: unknown }>;
type WithTrigger = Extract<OrderKind, { trigger: unknown }>;
const TIME_IN_FORCE = { gtc: 'GTC', ioc: 'IOC', fok: 'FOK' } as const;

const limitOf = ({ limit, postOnly, timeInForce }: WithLimit, traded: TradedInstrument): Params => ({
  orderType: 'Limit',
  price: traded.priceText(limit),
  timeInForce: postOnly ? 'PostOnly' : TIME_IN_FORCE[timeInForce],
});

function triggerOf(
  order: WithTrigger,
  { side, traded, triggerBy }: { side: 'buy' | 'sell'; traded: TradedInstrument; triggerBy: string },
): Params {
  const isStop = order.type === 'stop-market' || order.type === 'stop-limit';
  const rises = isStop === (side === 'buy');
  const trigger = { triggerPrice: traded.priceText(order.trigger) };
  return traded.isSpot ? trigger : { ...trigger, triggerBy, triggerDirection: rises ? RISES : FALLS };
}

/** Spot would count a market buy in quote units, and lends unless told not to. */
const spotTerms = (order: OrderKind): Params => ({
  isLeverage: 0,
  ...('limit' in order ? {} : { marketUnit: 'baseCoin' }),
  ...('trigger' in order ? { orderFilter: 'StopOrder' } : {}),
});

/** Names an order by the venue's number where it is known, else by ours. */
export const nameOf = (
  { orderId, venueOrderId }: Pick<CancelRequest, 'orderId' | 'venueOrderId'>,
  names: OrderNames,
): Params =>
  venueOrderId === undefined ? { orderLinkId: names.clientId(orderId) } : { orderId: venueOrderId };

export function amendCall(request: AmendRequest, traded: TradedInstrument, names: OrderNames): WireCall {
  const { limit, lots, trigger } = request;
  return {
    method: 'privatePostV5OrderAmend',
    params: {
      ...marketOf(traded),
      ...nameOf(request, names),
      ...(lots === undefined ? {} : { qty: traded.sizeText(lots) }),
      ...(limit === undefined ? {} : { price: traded.priceText(limit) }),
      ...(trigger === undefined ? {} : { triggerPrice: traded.priceText(trigger) }),
    },
  };
}

/** Spot keeps stops apart from orders, and a cancel has to say which. */
export function cancelCalls(
  request: CancelRequest,
  traded: TradedInstrument,
  names: OrderNames,
): readonly WireCall[] {
  const params = { ...marketOf(traded), ...nameOf(request, names) };
  const method = 'privatePostV5OrderCancel';
  if (!traded.isSpot) return [{ method, params }];
  return [
    { method, params: { ...params, orderFilter: 'Order' } },
    { method, params: { ...params, orderFilter: 'StopOrder' } },
  ];
}
