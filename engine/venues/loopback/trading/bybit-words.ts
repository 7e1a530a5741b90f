import type { VenueKey } from '../../live/trading-client.ts';
import { bybitLoopback } from '../bybit/bybit-dialect.ts';
import type { CoreMarket } from './core-market.ts';
import { type CoreAnswer, type CoreKind, isOpen } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { amendText, placeText } from './text-order.ts';
import { isInTime, signed, told } from './signatures.ts';
import {
  type Admission,
  LET_IN,
  type PrivateEars,
  type PrivateMessage,
  type TradingWords,
  type WireAnswer,
  type WireRequest,
} from './trading-words.ts';
import { CODES, PURPOSES } from './bybit-codes.ts';
import {
  type Fields,
  listed,
  executions,
  positions,
  coins,
  orderView,
  tradeView,
  transactionLog,
} from './bybit-views.ts';
import { spotOf } from './spot-of.ts';

/** Bybit v5's private words: unified account, one-way positions, stops that can belong to a position. */
export const bybitWords: TradingWords = {
  public: bybitLoopback,
  locksWhenTriggered: true,
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
    case '/v5/account/transaction-log':
      return ok(transactionLog(query, core));
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
