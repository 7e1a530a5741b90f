import { formatFixed } from '../../../domain/units/fixed.ts';
import type { CoreFlow } from './core-account.ts';
import type { CoreMarket } from './core-market.ts';
import type { CoreOrder, CoreTrade } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { STATUSES } from './bybit-codes.ts';

export type Fields = Readonly<Record<string, unknown>>;

const categoryOf = (market: CoreMarket): string => market.symbol.split(':')[0] ?? '';

const wireSymbolOf = (market: CoreMarket): string => market.symbol.split(':')[1] ?? '';

export function listed(query: Fields, core: MatchingCore, wanted: (order: CoreOrder) => boolean): object {
  const { category, cursor, limit, orderId, orderLinkId, symbol } = query;
  const found = core.orders.filter((order) => {
    const market = core.market(order.symbol) as CoreMarket;
    return (
      wanted(order) &&
      categoryOf(market) === category &&
      (symbol === undefined || wireSymbolOf(market) === symbol) &&
      (orderId === undefined || order.venueId === orderId) &&
      (orderLinkId === undefined || order.clientId === orderLinkId)
    );
  });
  const views = found.toReversed().map((order) => orderView(order, core.market(order.symbol) as CoreMarket));
  return { category, ...page(views, cursor, limit) };
}

/** A page of a list, and how to ask for the next. */
export function page(
  entries: readonly object[],
  cursor: unknown,
  limit: unknown,
): { readonly list: readonly object[]; readonly nextPageCursor: string } {
  const size = Number(limit ?? 20);
  const start = Number(cursor ?? 0);
  const isLast = start + size >= entries.length;
  return { list: entries.slice(start, start + size), nextPageCursor: isLast ? '' : String(start + size) };
}

export function executions(query: Fields, core: MatchingCore): object {
  const { category, cursor, endTime, limit, startTime } = query;
  const found = core.trades.filter(
    ({ symbol, time }) =>
      symbol.startsWith(`${String(category)}:`) &&
      time >= Number(startTime ?? 0) &&
      time <= Number(endTime ?? Number.MAX_SAFE_INTEGER),
  );
  const views = found.toReversed().map((trade) => tradeView(trade, core.market(trade.symbol) as CoreMarket));
  return { category, ...page(views, cursor, limit) };
}

/** The account's log of what came and went other than by trades. */
export function transactionLog(query: Fields, core: MatchingCore): object {
  const { currency, cursor, endTime, limit, startTime, type } = query;
  const found = core.account.flows.filter(
    (flow) =>
      logTypeOf(flow) === type &&
      flow.asset === currency &&
      flow.time >= Number(startTime ?? 0) &&
      flow.time <= Number(endTime ?? Number.MAX_SAFE_INTEGER),
  );
  const views = found.toReversed().map((flow) => {
    const market = core.market(flow.symbol);
    const isFunding = flow.kind === 'funding';
    return {
      id: flow.id,
      symbol: market === undefined ? '' : wireSymbolOf(market),
      category: isFunding ? 'linear' : '',
      transactionTime: String(flow.time),
      type: logTypeOf(flow),
      currency: flow.asset,
      funding: isFunding ? formatFixed(flow.units, 8) : '',
      cashFlow: isFunding ? '0' : formatFixed(flow.units, 8),
      fee: '0',
      change: formatFixed(flow.units, 8),
    };
  });
  return page(views, cursor, limit);
}

const logTypeOf = ({ kind, units }: CoreFlow): string =>
  kind === 'funding' ? 'SETTLEMENT' : units < 0n ? 'TRANSFER_OUT' : 'TRANSFER_IN';

/** Positions that are held, and the one that is asked for by its symbol. */
export const positions = ({ category, symbol }: Fields, core: MatchingCore): readonly object[] =>
  core.markets
    .filter((market) => categoryOf(market) === category)
    .filter((market) =>
      symbol === undefined ? core.account.position(market.symbol) !== 0 : wireSymbolOf(market) === symbol,
    )
    .map((market) => {
      const size = core.account.position(market.symbol);
      const stop = core.positionStop(market.symbol);
      return {
        symbol: wireSymbolOf(market),
        side: size > 0 ? 'Buy' : 'Sell',
        size: market.sizeText(Math.abs(size)),
        positionIdx: 0,
        leverage: String(core.knobs.leverage),
        liqPrice: '',
        stopLoss: stop === undefined ? '' : market.priceText(stop),
        tpslMode: 'Full',
      };
    });

export const coins = (core: MatchingCore): readonly object[] =>
  [...core.account.assets].map(([coin, units]) => ({
    coin,
    walletBalance: formatFixed(units, 8),
    locked: formatFixed(core.locked(coin), 8),
    totalOrderIM: '0',
    totalPositionIM: '0',
  }));

export function orderView(order: CoreOrder, market: CoreMarket): object {
  const price = (ticks: number | undefined) => (ticks === undefined ? '' : market.priceText(ticks));
  const isPostOnly = order.postOnly === true;
  return {
    category: categoryOf(market),
    symbol: wireSymbolOf(market),
    orderId: order.venueId,
    orderLinkId: order.clientId,
    side: order.side === 'buy' ? 'Buy' : 'Sell',
    orderType: order.limit === undefined ? 'Market' : 'Limit',
    qty: market.sizeText(order.lots),
    price: order.limit === undefined ? '0' : price(order.limit),
    triggerPrice: price(order.trigger),
    timeInForce: isPostOnly ? 'PostOnly' : (order.timeInForce ?? 'GTC').toUpperCase(),
    orderStatus: order.status === 'new' && order.filledLots > 0 ? 'PartiallyFilled' : STATUSES[order.status],
    cumExecQty: market.sizeText(order.filledLots),
    reduceOnly: order.reduceOnly === true,
    stopOrderType: order.isOfPosition ? 'StopLoss' : order.trigger === undefined ? '' : 'Stop',
    rejectReason: order.reason === '' ? 'EC_NoError' : 'EC_NoImmediateQtyToFill',
    createdTime: String(order.createdAt),
    updatedTime: String(order.updatedAt),
  };
}

const EXEC_TYPES = { liquidation: 'BustTrade', 'auto-deleveraging': 'AdlTrade' } as const;

export function tradeView(trade: CoreTrade, market: CoreMarket): object {
  return {
    category: categoryOf(market),
    symbol: wireSymbolOf(market),
    execId: trade.tradeId,
    orderId: trade.venueId,
    orderLinkId: trade.clientId,
    side: trade.side === 'buy' ? 'Buy' : 'Sell',
    execPrice: market.priceText(trade.ticks),
    execQty: market.sizeText(trade.lots),
    execFee: formatFixed(trade.fee, 8),
    feeCurrency: trade.feeAsset,
    execType: trade.forced === undefined ? 'Trade' : EXEC_TYPES[trade.forced],
    execTime: String(trade.time),
    isMaker: trade.isMaker,
  };
}
