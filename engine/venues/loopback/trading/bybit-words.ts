import { defineInstrument, type Instrument } from '../../../domain/instrument/instrument.ts';
import { formatFixed } from '../../../domain/units/fixed.ts';
import type { VenueKey } from '../../live/trading-client.ts';
import { bybitLoopback } from '../bybit/bybit-dialect.ts';
import type { CoreMarket } from './core-market.ts';
import {
  type CoreAnswer,
  type CoreKind,
  type CoreOrder,
  type CoreRefusal,
  type CoreTrade,
  isOpen,
} from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { amendText, placeText } from './text-order.ts';
import { isInTime, signed, told } from './signatures.ts';
import {
  type Admission,
  LET_IN,
  type PrivateEars,
  type PrivateMessage,
  type RequestPurpose,
  type TradingWords,
  type WireAnswer,
  type WireRequest,
} from './trading-words.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Bybit's codes for what the core refuses, on linear perpetuals; spot has its own for some. */
const CODES: Readonly<Record<CoreRefusal, string>> = {
  'unknown-symbol': '10001',
  'bad-size': '10001',
  'off-step': '10001',
  'off-tick': '10001',
  'below-min-size': '10001',
  'above-max-size': '10001',
  'below-min-notional': '110094',
  'bad-price': '10001',
  balance: '110007',
  'reduce-only': '110017',
  'duplicate-id': '110072',
  'post-only-would-take': '',
  'fill-or-kill': '',
  'would-trigger': '110092',
  'unknown-order': '110001',
  'order-closed': '110001',
  'not-modified': '34040',
  'not-supported': '10001',
};

const STATUSES: Readonly<Record<CoreOrder['status'], string>> = {
  new: 'New',
  untriggered: 'Untriggered',
  triggered: 'Triggered',
  filled: 'Filled',
  canceled: 'Cancelled',
  expired: 'Cancelled',
  rejected: 'Rejected',
};

const PURPOSES: Readonly<Record<string, RequestPurpose>> = {
  '/v5/order/create': 'place',
  '/v5/order/amend': 'amend',
  '/v5/order/cancel': 'cancel',
};

/** Bybit v5's private words: unified account, one-way positions, stops that can belong to a position. */
export const bybitWords: TradingWords = {
  public: bybitLoopback,
  markets: (instrument) => [
    { symbol: `linear:${bybitLoopback.symbolOf(instrument)}`, instrument },
    { symbol: `spot:${bybitLoopback.symbolOf(instrument)}`, instrument: spotOf(instrument) },
  ],
  purposeOf: ({ url }) =>
    PURPOSES[url.pathname] ?? (url.pathname.startsWith('/v5/market/') ? 'public' : 'ask'),
  admit,
  answer,
  codeAnswer: (code, { now }) => wrapped({ retCode: Number(code), retMsg: 'scripted', result: {} }, now),
  hear,
  orderMessages: (order, core, now) => [
    message('order', now, orderView(order, core.market(order.symbol) as CoreMarket)),
  ],
  tradeMessages: (trade, core, now) => [
    message('execution', now, tradeView(trade, core.market(trade.symbol) as CoreMarket)),
  ],
};

/** The same book as spot. */
export const spotOf = (instrument: Instrument): Instrument =>
  defineInstrument({
    ...instrument,
    symbol: `${instrument.base}/${instrument.quote}`,
    kind: 'spot',
    maxLeverage: 1,
    fundingIntervalHours: 0,
  });

function admit({ body, headers, method, now, url }: WireRequest, key: VenueKey): Admission {
  const stamp = headers['x-bapi-timestamp'] ?? '';
  const window = headers['x-bapi-recv-window'] ?? '';
  if (headers['x-bapi-api-key'] !== key.apiKey) return out('key', 10003, now);
  const text = stamp + key.apiKey + window + (method === 'POST' ? body : url.search.slice(1));
  if (signed(text, key.secret, 'hex') !== headers['x-bapi-sign']) return out('signature', 10004, now);
  return isInTime(Number(stamp), Number(window), now) ? LET_IN : out('time', 10002, now);
}

const out = (because: 'key' | 'signature' | 'time', retCode: number, now: number): Admission => ({
  kind: 'out',
  because,
  answer: wrapped({ retCode, retMsg: because, result: {} }, now),
});

const wrapped = (body: object, now: number): WireAnswer => ({
  status: 200,
  body: { ...body, retExtInfo: {}, time: now },
});

function answer(request: WireRequest, core: MatchingCore): WireAnswer | undefined {
  const { body, now, url } = request;
  const query: Fields = Object.fromEntries(url.searchParams);
  const ok = (result: unknown) => wrapped({ retCode: 0, retMsg: 'OK', result }, now);
  switch (url.pathname) {
    case '/v5/order/create':
      return doneOr(create(JSON.parse(body) as Fields, core), now);
    case '/v5/order/amend':
      return doneOr(amend(JSON.parse(body) as Fields, core), now);
    case '/v5/order/cancel':
      return doneOr(core.cancel(idsOf(JSON.parse(body) as Fields)), now);
    case '/v5/order/realtime':
      return ok(listed(query, core, isOpen));
    case '/v5/order/history':
      return ok(listed(query, core, (order) => !isOpen(order)));
    case '/v5/execution/list':
      return ok(executions(query, core));
    case '/v5/position/list':
      return ok({ list: positions(query, core), nextPageCursor: '' });
    case '/v5/position/trading-stop':
      return tradingStop(JSON.parse(body) as Fields, core, now);
    case '/v5/account/wallet-balance':
      return ok({ list: [{ accountType: 'UNIFIED', coin: coins(core) }] });
    case '/v5/user/query-api':
      return ok(QUERY_API);
    case '/v5/account/info':
      return ok({ marginMode: 'REGULAR_MARGIN', unifiedMarginStatus: 5 });
    default:
      return undefined;
  }
}

const QUERY_API = {
  id: '13770661',
  note: 'loopback',
  readOnly: 0,
  permissions: {
    ContractTrade: ['Order', 'Position'],
    Spot: ['SpotTrade'],
    Wallet: [],
    Options: [],
    Derivatives: [],
    CopyTrading: [],
    BlockTrade: [],
    Exchange: [],
    NFT: [],
    Affiliate: [],
  },
  ips: ['127.0.0.1'],
  type: 1,
  deadlineDay: 83,
  expiredAt: '2027-05-15T03:21:05Z',
  unified: 0,
  uta: 1,
};

function doneOr(result: CoreAnswer, now: number): WireAnswer {
  if (!result.ok) {
    return wrapped({ retCode: Number(CODES[result.refusal]), retMsg: result.refusal, result: {} }, now);
  }
  const { clientId, venueId } = result.order;
  return wrapped({ retCode: 0, retMsg: 'OK', result: { orderId: venueId, orderLinkId: clientId } }, now);
}

const marketOf = ({ category, symbol }: Fields, core: MatchingCore): CoreMarket | undefined =>
  core.market(`${String(category)}:${String(symbol)}`);

const idsOf = ({ orderId, orderLinkId }: Fields) => ({ venueId: orderId, clientId: orderLinkId });

const create = (params: Fields, core: MatchingCore): CoreAnswer =>
  placeText(core, marketOf(params, core), {
    clientId: told(params['orderLinkId']),
    side: params['side'] === 'Buy' ? 'buy' : 'sell',
    kind: kindOf(params),
    size: params['qty'],
    limit: params['price'],
    trigger: params['triggerPrice'],
    attachedStop: params['stopLoss'],
    timeInForce: ({ IOC: 'ioc', FOK: 'fok' } as const)[told(params['timeInForce'])] ?? 'gtc',
    postOnly: params['timeInForce'] === 'PostOnly',
    reduceOnly: params['reduceOnly'] === true,
  });

function kindOf({ orderType, side, triggerDirection, triggerPrice }: Fields): CoreKind {
  const isLimit = orderType === 'Limit';
  if (triggerPrice === undefined) return isLimit ? 'limit' : 'market';
  // Spot says no direction: its conditional orders here are stops.
  const rises = triggerDirection === undefined ? side === 'Buy' : triggerDirection === 1;
  const isStop = rises === (side === 'Buy');
  if (isStop) return isLimit ? 'stop-limit' : 'stop-market';
  return isLimit ? 'take-profit-limit' : 'take-profit-market';
}

const amend = (params: Fields, core: MatchingCore): CoreAnswer =>
  amendText(core, marketOf(params, core), {
    ids: idsOf(params),
    size: params['qty'],
    limit: params['price'],
    trigger: params['triggerPrice'],
  });

function tradingStop(params: Fields, core: MatchingCore, now: number): WireAnswer {
  const market = marketOf(params, core);
  const trigger = market?.ticksOf(params['stopLoss']);
  if (market === undefined) return wrapped({ retCode: 10001, retMsg: 'symbol', result: {} }, now);
  if (trigger === core.positionStop(market.symbol)) {
    return wrapped({ retCode: 34040, retMsg: 'not modified', result: {} }, now);
  }
  core.setPositionStop(market.symbol, trigger);
  return wrapped({ retCode: 0, retMsg: 'OK', result: {} }, now);
}

const categoryOf = (market: CoreMarket): string => market.symbol.split(':')[0] ?? '';
const wireSymbolOf = (market: CoreMarket): string => market.symbol.split(':')[1] ?? '';

function listed(query: Fields, core: MatchingCore, wanted: (order: CoreOrder) => boolean): object {
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

function executions(query: Fields, core: MatchingCore): object {
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

const positions = ({ category }: Fields, core: MatchingCore): readonly object[] =>
  core.markets
    .filter((market) => categoryOf(market) === category && core.account.position(market.symbol) !== 0)
    .map((market) => {
      const size = core.account.position(market.symbol);
      const stop = core.positionStop(market.symbol);
      return {
        symbol: wireSymbolOf(market),
        side: size > 0 ? 'Buy' : 'Sell',
        size: market.sizeText(Math.abs(size)),
        positionIdx: 0,
        leverage: '10',
        liqPrice: '',
        stopLoss: stop === undefined ? '' : market.priceText(stop),
        tpslMode: 'Full',
      };
    });

const coins = (core: MatchingCore): readonly object[] =>
  [...core.account.assets].map(([coin, units]) => ({
    coin,
    walletBalance: formatFixed(units, 8),
    locked: '0',
    totalOrderIM: '0',
    totalPositionIM: '0',
  }));

function orderView(order: CoreOrder, market: CoreMarket): object {
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

function tradeView(trade: CoreTrade, market: CoreMarket): object {
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
    feeCurrency: market.instrument.quote,
    execType: 'Trade',
    execTime: String(trade.time),
    isMaker: trade.isMaker,
  };
}

const message = (topic: string, now: number, entry: object): PrivateMessage => ({
  topic,
  content: { id: `${topic}-${now}`, topic, creationTime: now, data: [entry] },
});

function hear(text: string, ears: PrivateEars): void {
  const { args, op, req_id: reqId } = JSON.parse(text) as { op?: string; args?: unknown[]; req_id?: string };
  const reply = (success: boolean, retMsg = '') =>
    ears.send({ success, ret_msg: retMsg, op, req_id: reqId, conn_id: 'loopback' });
  if (op === 'ping') return ears.send({ op: 'pong', args: [String(ears.now)], conn_id: 'loopback' });
  if (op === 'auth') {
    const [apiKey, expires, signature] = (args ?? []).map(String);
    const isGood =
      apiKey === ears.key.apiKey &&
      Number(expires) > ears.now &&
      signature === signed(`GET/realtime${expires}`, ears.key.secret, 'hex');
    if (isGood) ears.logIn();
    return reply(isGood, isGood ? '' : 'error');
  }
  if (op !== 'subscribe' || !ears.isLoggedIn) return reply(false, 'Request not authorized');
  for (const topic of args ?? []) ears.follow(String(topic));
  reply(true);
}
