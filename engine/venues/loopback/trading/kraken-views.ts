import { formatFixed } from '../../../domain/units/fixed.ts';
import { momentText } from '../moment-text.ts';
import type { CoreMarket } from './core-market.ts';
import { type CoreOrder, type CoreTrade, isOpen } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { NUMBER_MARK } from './private-socket.ts';
import { KINDS, STATUSES, REPORTED } from './kraken-codes.ts';

export type Params = URLSearchParams;

export const krakenSeconds = (ms: number): string => `${NUMBER_MARK}${(ms / 1000).toFixed(4)}`;

/** The venue's own name of an asset. */
export const nameOfAsset = (asset: string): string => (asset === 'BTC' ? 'XXBT' : asset);

export const orders = (core: MatchingCore, wanted: (order: CoreOrder) => boolean): object =>
  Object.fromEntries(
    core.orders
      .filter((order) => wanted(order))
      .map((order) => [order.venueId, orderView(order, core.market(order.symbol) as CoreMarket)]),
  );

const wireType = ({ kind }: CoreOrder): string =>
  Object.keys(KINDS).find((type) => KINDS[type] === kind) ?? kind;

function orderView(order: CoreOrder, market: CoreMarket): object {
  const price = (ticks: number | undefined) => (ticks === undefined ? '0' : market.priceText(ticks));
  return {
    refid: null,
    userref: 0,
    cl_ord_id: order.clientId,
    status: STATUSES[order.status],
    reason: order.reason === '' ? null : order.reason,
    opentm: krakenSeconds(order.createdAt),
    ...(isOpen(order) ? {} : { closetm: krakenSeconds(order.updatedAt) }),
    descr: {
      pair: market.symbol,
      type: order.side,
      ordertype: wireType(order),
      price: price(order.trigger ?? order.limit),
      price2: order.trigger === undefined ? '0' : price(order.limit),
      leverage: 'none',
    },
    vol: market.sizeText(order.lots),
    vol_exec: market.sizeText(order.filledLots),
  };
}

export function trades(params: Params, core: MatchingCore): object {
  const from = Number(params.get('start') ?? 0) * 1000;
  const start = Number(params.get('ofs') ?? 0);
  const newest = core.trades.filter(({ time }) => time > from).toReversed();
  return Object.fromEntries(
    newest.slice(start, start + 50).map((trade) => {
      const market = core.market(trade.symbol) as CoreMarket;
      const view = {
        ordertxid: trade.venueId,
        pair: market.symbol,
        time: krakenSeconds(trade.time),
        type: trade.side,
        ordertype: 'limit',
        price: market.priceText(trade.ticks),
        vol: market.sizeText(trade.lots),
        fee: formatFixed(trade.fee, 8),
        maker: trade.isMaker,
      };
      return [trade.tradeId, view];
    }),
  );
}

export const balances = (core: MatchingCore): object =>
  Object.fromEntries(
    [...core.account.assets].map(([asset, units]) => [
      nameOfAsset(asset),
      { balance: formatFixed(units, 8), hold_trade: formatFixed(core.locked(asset), 8) },
    ]),
  );

const number = (text: string): string => NUMBER_MARK + text;

export function orderReport(order: CoreOrder, market: CoreMarket): object {
  const status = REPORTED[order.status];
  const head = { order_id: order.venueId, cl_ord_id: order.clientId, order_status: status };
  const timestamp = momentText(order.updatedAt);
  // Only the first report of an order is whole.
  if (order.version > 1 && status !== 'new') {
    return { ...head, exec_type: status, cum_qty: number(market.sizeText(order.filledLots)), timestamp };
  }
  return {
    ...head,
    exec_type: order.version === 1 ? 'new' : 'amended',
    ...wholeOrder(order, market),
    timestamp,
  };
}

const wholeOrder = (order: CoreOrder, market: CoreMarket): object => ({
  symbol: wsNameOf(market),
  side: order.side,
  order_type: wireType(order),
  order_qty: number(market.sizeText(order.lots)),
  cum_qty: number(market.sizeText(order.filledLots)),
  ...(order.limit === undefined ? {} : { limit_price: number(market.priceText(order.limit)) }),
  ...(order.trigger === undefined
    ? {}
    : {
        triggers: { reference: 'last', price: number(market.priceText(order.trigger)), price_type: 'static' },
      }),
});

export const tradeReport = (trade: CoreTrade, order: CoreOrder, market: CoreMarket): object => ({
  order_id: order.venueId,
  cl_ord_id: order.clientId,
  symbol: wsNameOf(market),
  side: order.side,
  exec_type: 'trade',
  order_status: order.status === 'filled' ? 'filled' : 'partially_filled',
  exec_id: trade.tradeId,
  trade_id: number('1'),
  cum_qty: number(market.sizeText(order.filledLots)),
  order_qty: number(market.sizeText(order.lots)),
  last_qty: number(market.sizeText(trade.lots)),
  last_price: number(market.priceText(trade.ticks)),
  liquidity_ind: trade.isMaker ? 'm' : 't',
  fees: [{ asset: trade.feeAsset, qty: number(formatFixed(trade.fee, 8)) }],
  timestamp: momentText(trade.time),
});

const wsNameOf = ({ instrument }: CoreMarket): string => `${instrument.base}/${instrument.quote}`;
