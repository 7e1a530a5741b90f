import { defineInstrument, type Instrument } from '../../../domain/instrument/instrument.ts';
import type { VenueKey } from '../../live/trading-client.ts';
import { rfc3339Ms } from '../../wire/venue-time.ts';
import { ChecksumFault } from '../checksum-fault.ts';
import { krakenLoopback } from '../kraken/kraken-dialect.ts';
import { momentText } from '../moment-text.ts';
import { spotOf } from './spot-of.ts';
import type { CoreMarket } from './core-market.ts';
import { type CoreAnswer, type CoreOrder, isOpen } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { krakenSignature, told } from './signatures.ts';
import { amendText, placeText } from './text-order.ts';
import {
  type Admission,
  LET_IN,
  type PrivateEars,
  type PrivateMessage,
  type TradingWords,
  type WireAnswer,
  type WireRequest,
} from './trading-words.ts';
import { CODES, KINDS, PURPOSES } from './kraken-codes.ts';
import { ledgers } from './kraken-money.ts';
import { type Params, orders, trades, balances, orderReport, tradeReport } from './kraken-views.ts';

const TOKEN = 'loopback-token';

const TOPIC = 'executions';

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
    cancelAllAfter: (request) =>
      nameOf(request) === 'CancelAllOrdersAfter'
        ? { ms: 1000 * Number(new URLSearchParams(request.body).get('timeout')) }
        : undefined,
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
    case 'Ledgers':
      return core.knobs.mayReadMoney ? ok(ledgers(params, core)) : refused('EGeneral:Permission denied');
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
  permissions: [
    'query-funds',
    'query-open-trades',
    'query-closed-trades',
    'query-ledger',
    'modify-trades',
    'close-trades',
  ],
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
