import { type Ticks, ticks } from '../../../../domain/units/ticks.ts';
import type { PlaceRequest } from '../../../../domain/venue/venue-request.ts';
import type { TradedInstrument } from '../../traded-instruments.ts';
import { CannotBeSaid, type OrderNames, type WireCall } from '../../venue-trader.ts';

type Params = Readonly<Record<string, unknown>>;

/** The venue has stops with a limit only: a stop at the market gets one this far beyond its trigger. */
const BEYOND_STOP = 0.05;

/** Says a new order on spot. @throws {CannotBeSaid} for what the venue does not have. */
export const placeCall = (
  { lots, order, orderId, side }: PlaceRequest,
  traded: TradedInstrument,
  names: OrderNames,
): WireCall => ({
  method: 'v3PrivatePostBrokerageOrders',
  params: {
    client_order_id: names.clientId(orderId),
    product_id: traded.marketId,
    side: side.toUpperCase(),
    order_configuration: configurationOf({ order, side }, traded, traded.sizeText(lots)),
  },
});

function configurationOf(
  { order, side }: Pick<PlaceRequest, 'order' | 'side'>,
  traded: TradedInstrument,
  size: string,
): Params {
  const base = { base_size: size };
  switch (order.type) {
    case 'market':
      // A market buy is said in quote currency, and we count lots of the base.
      if (side === 'buy') throw new CannotBeSaid('UNSUPPORTED_TYPE');
      return { market_market_ioc: base };
    case 'limit': {
      const limit = { ...base, limit_price: traded.priceText(order.limit) };
      if (order.timeInForce === 'ioc') return { sor_limit_ioc: limit };
      if (order.timeInForce === 'fok') return { limit_limit_fok: limit };
      return { limit_limit_gtc: { ...limit, post_only: order.postOnly } };
    }
    case 'stop-market':
    case 'stop-limit': {
      const at = order.type === 'stop-limit' ? order.limit : beyond(order.trigger, side);
      const stop = { stop_price: traded.priceText(order.trigger), limit_price: traded.priceText(at) };
      const direction = side === 'buy' ? 'STOP_DIRECTION_STOP_UP' : 'STOP_DIRECTION_STOP_DOWN';
      return { stop_limit_stop_limit_gtc: { ...base, ...stop, stop_direction: direction } };
    }
    case 'take-profit-market':
    case 'take-profit-limit':
    case 'trailing-stop':
      throw new CannotBeSaid('UNSUPPORTED_TYPE');
  }
}

const beyond = (trigger: Ticks, side: 'buy' | 'sell'): Ticks =>
  side === 'buy'
    ? ticks(Math.ceil(trigger * (1 + BEYOND_STOP)))
    : ticks(Math.max(1, Math.floor(trigger * (1 - BEYOND_STOP))));
