import { formatFixed } from '../../../domain/units/fixed.ts';
import { momentText } from '../moment-text.ts';
import { rfc3339Ms } from '../../wire/venue-time.ts';
import { accountIdOf } from './coinbase-money.ts';
import type { CoreMarket } from './core-market.ts';
import type { CoreOrder, CoreTrade } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';

export type Fields = Readonly<Record<string, unknown>>;

const STATUSES: Readonly<Record<CoreOrder['status'], string>> = {
  new: 'OPEN',
  untriggered: 'OPEN',
  triggered: 'OPEN',
  filled: 'FILLED',
  canceled: 'CANCELLED',
  expired: 'CANCELLED',
  rejected: 'FAILED',
};

export function listed(query: URLSearchParams, core: MatchingCore): readonly object[] {
  const status = query.get('order_status');
  const product = query.get('product_ids');
  return core.orders
    .filter((order) => status === null || STATUSES[order.status] === status)
    .filter((order) => product === null || order.symbol === product)
    .map((order) => orderView(order, core.market(order.symbol) as CoreMarket));
}

export function orderView(order: CoreOrder, market: CoreMarket): object {
  const base = { base_size: market.sizeText(order.lots) };
  const limit = order.limit === undefined ? {} : { limit_price: market.priceText(order.limit) };
  const stop = order.trigger === undefined ? {} : { stop_price: market.priceText(order.trigger) };
  const name =
    order.trigger !== undefined
      ? 'stop_limit_stop_limit_gtc'
      : order.limit === undefined
        ? 'market_market_ioc'
        : 'limit_limit_gtc';
  return {
    order_id: order.venueId,
    client_order_id: order.clientId,
    product_id: market.symbol,
    side: order.side.toUpperCase(),
    status: STATUSES[order.status],
    order_configuration: { [name]: { ...base, ...limit, ...stop } },
    filled_size: market.sizeText(order.filledLots),
    created_time: momentText(order.createdAt),
    last_fill_time: order.filledLots > 0 ? momentText(order.updatedAt) : null,
  };
}

export function fills(query: URLSearchParams, core: MatchingCore): readonly object[] {
  const since = query.get('start_sequence_timestamp');
  const from = since === null ? 0 : rfc3339Ms(since, 'start');
  return core.trades.filter(({ time }) => time >= from).map((trade) => fillView(trade, core));
}

const fillView = (trade: CoreTrade, core: MatchingCore): object => {
  const market = core.market(trade.symbol) as CoreMarket;
  return {
    entry_id: trade.tradeId,
    trade_id: trade.tradeId,
    order_id: trade.venueId,
    trade_time: momentText(trade.time),
    trade_type: 'FILL',
    price: market.priceText(trade.ticks),
    size: market.sizeText(trade.lots),
    commission: formatFixed(trade.fee, 8),
    product_id: market.symbol,
    liquidity_indicator: trade.isMaker ? 'MAKER' : 'TAKER',
    size_in_quote: false,
    side: trade.side.toUpperCase(),
  };
};

export const accounts = (core: MatchingCore): readonly object[] =>
  [...core.account.assets].map(([currency, units]) => ({
    uuid: accountIdOf(currency),
    currency,
    available_balance: { value: formatFixed(units - core.locked(currency), 8), currency },
    hold: { value: formatFixed(core.locked(currency), 8), currency },
  }));

export function streamView(order: CoreOrder, market: CoreMarket): object {
  return {
    order_id: order.venueId,
    client_order_id: order.clientId,
    cumulative_quantity: market.sizeText(order.filledLots),
    leaves_quantity: market.sizeText(order.lots - order.filledLots),
    status: STATUSES[order.status],
    product_id: market.symbol,
    order_side: order.side.toUpperCase(),
    limit_price: order.limit === undefined ? '' : market.priceText(order.limit),
    stop_price: order.trigger === undefined ? '' : market.priceText(order.trigger),
  };
}
