import { defineInstrument, type Instrument } from '../../../domain/instrument/instrument.ts';
import { formatFixed } from '../../../domain/units/fixed.ts';
import type { VenueKey } from '../../live/trading-client.ts';
import { rfc3339Ms } from '../../wire/venue-time.ts';
import { ChecksumFault } from '../checksum-fault.ts';
import { krakenLoopback } from '../kraken/kraken-dialect.ts';
import { momentText } from '../moment-text.ts';
import { spotOf } from './bybit-words.ts';
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
import { NUMBER_MARK } from './private-socket.ts';
import { krakenSignature, told } from './signatures.ts';
import { amendText, placeText } from './text-order.ts';
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

type Params = URLSearchParams;

const TOKEN = 'loopback-token';
const TOPIC = 'executions';

const CODES: Readonly<Record<CoreRefusal, string>> = {
  'unknown-symbol': 'EQuery:Unknown asset pair',
  'bad-size': 'EGeneral:Invalid arguments:volume',
  'off-step': 'EGeneral:Invalid arguments:volume',
  'off-tick': 'EOrder:Tick size check failed',
  'below-min-size': 'EOrder:Order minimum not met',
  'above-max-size': 'EGeneral:Invalid arguments:volume',
  'below-min-notional': 'EOrder:Cost minimum not met',
  'bad-price': 'EOrder:Invalid price',
  balance: 'EOrder:Insufficient funds',
  'reduce-only': 'EOrder:Reduce only:No position exists',
  'duplicate-id': 'EGeneral:Invalid arguments:cl_ord_id',
  'post-only-would-take': 'EOrder:Post only order',
  'fill-or-kill': 'EGeneral:Invalid arguments:timeinforce',
  'would-trigger': 'EOrder:Invalid price',
  'unknown-order': 'EOrder:Unknown order',
  'order-closed': 'EOrder:Unknown order',
  'not-modified': 'EOrder:Invalid order',
  'not-supported': 'EGeneral:Invalid arguments:ordertype',
};

const KINDS: Readonly<Record<string, CoreKind>> = {
  market: 'market',
  limit: 'limit',
  'stop-loss': 'stop-market',
  'stop-loss-limit': 'stop-limit',
  'take-profit': 'take-profit-market',
  'take-profit-limit': 'take-profit-limit',
};

const PURPOSES: Readonly<Record<string, RequestPurpose>> = {
  AddOrder: 'place',
  AmendOrder: 'amend',
  CancelOrder: 'cancel',
  GetWebSocketsToken: 'login',
};

/** The venue lists no largest size. */
const withoutMaxSize = (instrument: Instrument): Instrument =>
  defineInstrument({ ...instrument, maxSizeBase: '1000000000' });

const nameOf = ({ url }: Pick<WireRequest, 'url'>): string => url.pathname.split('/').at(-1) ?? '';

/** Kraken's private words: form-encoded requests with growing nonces, and one stream of executions. */
export const krakenWords = (): TradingWords => {
  const open = krakenLoopback(new ChecksumFault());
  let lastNonce = 0;
  return {
    public: open,
    limits: {
      ...open.limits,
      // 20 at once and one more every two seconds are 40 in any 40 s.
      weight: 40,
      perMs: 40_000,
      // Orders are counted by the matching engine; what is public by another count.
      weightOf: (url) =>
        /(public|AddOrder|AmendOrder|CancelOrder|GetWebSocketsToken)/.test(url.pathname) ? 0 : 1,
    },
    markets: (instrument) => [
      { symbol: `${instrument.base}${instrument.quote}`, instrument: withoutMaxSize(spotOf(instrument)) },
    ],
    purposeOf: (request) =>
      request.url.pathname.includes('/public/') ? 'public' : (PURPOSES[nameOf(request)] ?? 'ask'),
    admit: (request, key) => {
      const nonce = Number(new URLSearchParams(request.body).get('nonce'));
      const admission = admit(request, key);
      if (admission.kind === 'out') return admission;
      // A faulty network may overtake, but one client never counts back.
      if (!(nonce > lastNonce)) return out('time', 'EAPI:Invalid nonce');
      lastNonce = nonce;
      return LET_IN;
    },
    answer,
    codeAnswer: (code) => refused(code),
    hear,
    orderMessages: (order, core) => {
      const isByTrade = order.filledLots > 0 && (order.status === 'new' || order.status === 'filled');
      return isByTrade ? [] : [message(orderReport(order, core.market(order.symbol) as CoreMarket))];
    },
    tradeMessages: (trade, core) => {
      const order = core.find({ venueId: trade.venueId });
      return order === undefined
        ? []
        : [message(tradeReport(trade, order, core.market(trade.symbol) as CoreMarket))];
    },
    orderId: (count) => `OLOOP-${idText(count)}`,
    tradeId: (count) => `TLOOP-${idText(count)}`,
  };
};

const idText = (count: number): string => {
  const text = count.toString(36).toUpperCase().padStart(11, 'A');
  return `${text.slice(0, 5)}-${text.slice(5)}`;
};

function admit({ body, headers, now, url }: WireRequest, key: VenueKey): Admission {
  if (headers['api-key'] !== key.apiKey) return out('key', 'EAPI:Invalid key');
  const params = new URLSearchParams(body);
  const expected = krakenSignature(key.secret, {
    path: url.pathname,
    nonce: params.get('nonce') ?? '',
    body,
  });
  if (expected !== headers['api-sign']) return out('signature', 'EAPI:Invalid signature');
  const deadline = params.get('deadline');
  const isLate = deadline !== null && rfc3339Ms(deadline, 'deadline') < now;
  return isLate ? out('time', 'EService:Deadline elapsed') : LET_IN;
}

const out = (because: 'key' | 'signature' | 'time', code: string): Admission => ({
  kind: 'out',
  because,
  answer: refused(code),
});

const ok = (result: unknown): WireAnswer => ({ status: 200, body: { error: [], result } });
const refused = (code: string): WireAnswer => ({ status: 200, body: { error: [code] } });
const done = (answered: CoreAnswer, result: (order: CoreOrder) => unknown): WireAnswer =>
  answered.ok ? ok(result(answered.order)) : refused(CODES[answered.refusal]);

function answer(request: WireRequest, core: MatchingCore): WireAnswer | undefined {
  const params = new URLSearchParams(request.body);
  switch (nameOf(request)) {
    case 'AddOrder':
      return done(place(params, core), ({ venueId }) => ({ txid: [venueId], descr: { order: 'loopback' } }));
    case 'AmendOrder':
      return done(amend(params, core), () => ({ amend_id: 'TLOOP-AMEND-000001' }));
    case 'CancelOrder':
      return done(core.cancel(idsOf(params)), () => ({ count: 1 }));
    case 'CancelAllOrdersAfter':
      return ok({ currentTime: momentText(request.now), triggerTime: '0' });
    case 'OpenOrders':
      return ok({ open: orders(core, (order) => isOpen(order) && isNamed(order, params)) });
    case 'ClosedOrders':
      return ok({ closed: orders(core, (order) => !isOpen(order) && isNamed(order, params)) });
    case 'QueryOrders': {
      const wanted = new Set((params.get('txid') ?? '').split(','));
      return ok(orders(core, ({ venueId }) => wanted.has(venueId)));
    }
    case 'TradesHistory':
      return ok({ trades: trades(params, core) });
    case 'BalanceEx':
      return ok(balances(core));
    case 'GetWebSocketsToken':
      return ok({ token: TOKEN, expires: 900 });
    case 'GetApiKeyInfo':
      return ok(KEY_INFO);
    default:
      return undefined;
  }
}

const KEY_INFO = {
  api_key_name: 'loopback',
  permissions: ['query-funds', 'query-open-trades', 'query-closed-trades', 'modify-trades', 'close-trades'],
  ip_allowlist: ['127.0.0.1'],
  valid_until: '0',
};

const idsOf = (params: Params) => ({ venueId: params.get('txid'), clientId: params.get('cl_ord_id') });

const isNamed = (order: CoreOrder, params: Params): boolean => {
  const clientId = params.get('cl_ord_id');
  return clientId === null || order.clientId === clientId;
};

function place(params: Params, core: MatchingCore): CoreAnswer {
  const kind = KINDS[params.get('ordertype') ?? ''];
  if (kind === undefined) return { ok: false, refusal: 'not-supported' };
  const price = params.get('price') ?? undefined;
  const waits = kind !== 'market' && kind !== 'limit';
  return placeText(core, core.market(params.get('pair')), {
    clientId: params.get('cl_ord_id') ?? '',
    side: params.get('type') === 'buy' ? 'buy' : 'sell',
    kind,
    size: params.get('volume') ?? undefined,
    limit: kind === 'limit' ? price : (params.get('price2') ?? undefined),
    trigger: waits ? price : undefined,
    timeInForce: params.get('timeinforce') === 'IOC' ? 'ioc' : 'gtc',
    postOnly: (params.get('oflags') ?? '').split(',').includes('post'),
    reduceOnly: params.get('reduce_only') === 'true',
  });
}

function amend(params: Params, core: MatchingCore): CoreAnswer {
  const order = core.find(idsOf(params));
  return amendText(core, core.market(order?.symbol ?? core.markets[0]?.symbol), {
    ids: idsOf(params),
    size: params.get('order_qty') ?? undefined,
    limit: params.get('limit_price') ?? undefined,
    trigger: params.get('trigger_price') ?? undefined,
  });
}

const seconds = (ms: number): string => `${NUMBER_MARK}${(ms / 1000).toFixed(4)}`;

const orders = (core: MatchingCore, wanted: (order: CoreOrder) => boolean): object =>
  Object.fromEntries(
    core.orders
      .filter((order) => wanted(order))
      .map((order) => [order.venueId, orderView(order, core.market(order.symbol) as CoreMarket)]),
  );

const STATUSES: Readonly<Record<CoreOrder['status'], string>> = {
  new: 'open',
  untriggered: 'open',
  triggered: 'open',
  filled: 'closed',
  canceled: 'canceled',
  expired: 'expired',
  rejected: 'canceled',
};

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
    opentm: seconds(order.createdAt),
    ...(isOpen(order) ? {} : { closetm: seconds(order.updatedAt) }),
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

function trades(params: Params, core: MatchingCore): object {
  const from = Number(params.get('start') ?? 0) * 1000;
  const start = Number(params.get('ofs') ?? 0);
  const newest = core.trades.filter(({ time }) => time > from).toReversed();
  return Object.fromEntries(
    newest.slice(start, start + 50).map((trade) => {
      const market = core.market(trade.symbol) as CoreMarket;
      const view = {
        ordertxid: trade.venueId,
        pair: market.symbol,
        time: seconds(trade.time),
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

const balances = (core: MatchingCore): object =>
  Object.fromEntries(
    [...core.account.assets].map(([asset, units]) => [
      asset === 'BTC' ? 'XXBT' : asset,
      { balance: formatFixed(units, 8), hold_trade: '0.0000' },
    ]),
  );

const REPORTED: Readonly<Record<CoreOrder['status'], string>> = {
  new: 'new',
  untriggered: 'new',
  triggered: 'new',
  filled: 'filled',
  canceled: 'canceled',
  expired: 'expired',
  rejected: 'canceled',
};

const number = (text: string): string => NUMBER_MARK + text;

function orderReport(order: CoreOrder, market: CoreMarket): object {
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

const tradeReport = (trade: CoreTrade, order: CoreOrder, market: CoreMarket): object => ({
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
  fees: [{ asset: market.instrument.quote, qty: number(formatFixed(trade.fee, 8)) }],
  timestamp: momentText(trade.time),
});

const wsNameOf = ({ instrument }: CoreMarket): string => `${instrument.base}/${instrument.quote}`;

const message = (report: object): PrivateMessage => ({
  topic: TOPIC,
  content: { channel: TOPIC, type: 'update', data: [report], sequence: 1 },
});

function hear(text: string, ears: PrivateEars): void {
  const {
    method,
    params = {},
    req_id: id,
  } = JSON.parse(text) as {
    method?: string;
    params?: Record<string, unknown>;
    req_id?: number;
  };
  if (method === 'ping') return ears.send({ method: 'pong', req_id: id });
  const isGood = method === 'subscribe' && told(params['token']) === TOKEN && params['channel'] === TOPIC;
  if (!isGood) return ears.send({ method, success: false, error: 'EAPI:Invalid token', req_id: id });
  ears.logIn();
  ears.follow(TOPIC);
  ears.send({ method, success: true, result: { channel: TOPIC }, req_id: id });
  const standing = ears.core.openOrders.map((order) => {
    const market = ears.core.market(order.symbol) as CoreMarket;
    return { ...orderReport({ ...order, version: 1 }, market) };
  });
  ears.send({ channel: TOPIC, type: 'snapshot', data: standing, sequence: 1 });
}
