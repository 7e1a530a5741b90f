import { createPublicKey, verify } from 'node:crypto';
import type { VenueKey } from '../../live/trading-client.ts';
import { coinbaseLoopback } from '../coinbase/coinbase-dialect.ts';
import { momentText } from '../moment-text.ts';
import { spotOf } from './spot-of.ts';
import type { CoreMarket } from './core-market.ts';
import type { CoreOrder, CoreRefusal } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { told } from './signatures.ts';
import { placeText } from './text-order.ts';
import {
  type Admission,
  LET_IN,
  type PrivateEars,
  type PrivateMessage,
  type TradingWords,
  type WireAnswer,
  type WireRequest,
} from './trading-words.ts';
import { transactions } from './coinbase-money.ts';
import { type Fields, listed, orderView, fills, accounts, streamView } from './coinbase-views.ts';

const PREFIX = '/api/v3/brokerage';

const TOPIC = 'user';

const CODES: Readonly<Record<CoreRefusal, string>> = {
  'unknown-symbol': 'INVALID_PRODUCT_ID',
  'bad-size': 'INVALID_SIZE_PRECISION',
  'off-step': 'INVALID_SIZE_PRECISION',
  'off-tick': 'INVALID_PRICE_PRECISION',
  'below-min-size': 'INVALID_ORDER_CONFIG',
  'above-max-size': 'INVALID_ORDER_CONFIG',
  'below-min-notional': 'INVALID_ORDER_CONFIG',
  'bad-price': 'INVALID_LIMIT_PRICE',
  balance: 'INSUFFICIENT_FUND',
  'reduce-only': 'INVALID_ORDER_CONFIG',
  'duplicate-id': 'INVALID_ORDER_CONFIG',
  'post-only-would-take': 'INVALID_LIMIT_PRICE_POST_ONLY',
  'fill-or-kill': 'INVALID_NO_LIQUIDITY',
  'would-trigger': 'INVALID_ORDER_CONFIG',
  'unknown-order': 'UNKNOWN_CANCEL_ORDER',
  'order-closed': 'UNKNOWN_CANCEL_ORDER',
  'not-modified': 'INVALID_ORDER_CONFIG',
  'not-supported': 'UNSUPPORTED_ORDER_CONFIGURATION',
};

/** Coinbase's private words: a signed token with each request, and a stream that tells orders without executions. */
export const coinbaseWords = (): TradingWords => ({
  public: coinbaseLoopback,
  limits: { ...coinbaseLoopback.limits, weight: 60 },
  markets: (instrument) => [
    { symbol: coinbaseLoopback.symbolOf(instrument), instrument: spotOf(instrument) },
  ],
  purposeOf: ({ method, url }) => {
    const path = url.pathname.replace(PREFIX, '');
    if (path === '/time' || path.startsWith('/market/')) return 'public';
    if (method !== 'POST') return 'ask';
    return path === '/orders' ? 'place' : 'cancel';
  },
  admit,
  answer,
  codeAnswer: (code, { url }) =>
    url.pathname === `${PREFIX}/orders`
      ? ok({ success: false, error_response: { error: code, message: 'scripted' } })
      : { status: 400, body: { error: code, message: 'scripted' } },
  hear,
  orderMessages: (order, core, now) => [message(order, core.market(order.symbol) as CoreMarket, now)],
  tradeMessages: () => [],
  orderId: (count) => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
  tradeId: (count) => `11111111-0000-4000-8000-${String(count).padStart(12, '0')}`,
});

const ok = (body: unknown): WireAnswer => ({ status: 200, body });

const out = (because: 'key' | 'signature' | 'time'): Admission => ({
  kind: 'out',
  because,
  answer: { status: 401, body: { error: 'unauthorized', message: because } },
});

/** The claims of a token; undefined when the key has not signed it. */
function claimsOf(token: string, key: VenueKey): Fields | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey(key.secret), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return isSigned ? (JSON.parse(Buffer.from(body, 'base64url').toString()) as Fields) : undefined;
}

const isTimely = (claims: Fields, now: number): boolean =>
  Number(claims['nbf']) * 1000 <= now + 1000 && Number(claims['exp']) * 1000 > now;

function admit({ headers, method, now, url }: WireRequest, key: VenueKey): Admission {
  const claims = claimsOf((headers['authorization'] ?? '').replace('Bearer ', ''), key);
  if (claims === undefined) return out('signature');
  if (claims['sub'] !== key.apiKey) return out('key');
  if (!told(claims['uri']).startsWith(`${method} `) || !told(claims['uri']).endsWith(url.pathname)) {
    return out('signature');
  }
  return isTimely(claims, now) ? LET_IN : out('time');
}

function answer({ body, method, url }: WireRequest, core: MatchingCore): WireAnswer | undefined {
  const moved = transactions(url, method, core);
  if (moved !== undefined) return moved;
  const path = url.pathname.replace(PREFIX, '');
  const query = url.searchParams;
  const single = /^\/orders\/historical\/([\w-]{36})$/.exec(path)?.[1];
  if (single !== undefined) {
    const order = core.find({ venueId: single });
    if (order === undefined) return { status: 404, body: { error: 'NOT_FOUND', message: 'order' } };
    return ok({ order: orderView(order, core.market(order.symbol) as CoreMarket) });
  }
  switch (`${method} ${path}`) {
    case 'POST /orders':
      return place(JSON.parse(body) as Fields, core);
    case 'POST /orders/batch_cancel':
      return ok({
        results: ((JSON.parse(body) as Fields)['order_ids'] as string[]).map((id) => canceled(id, core)),
      });
    case 'GET /orders/historical/batch':
      return ok({ orders: listed(query, core), has_next: false, cursor: '' });
    case 'GET /orders/historical/fills':
      return ok({ fills: fills(query, core), cursor: '' });
    case 'GET /accounts':
      return ok({ accounts: accounts(core), has_next: false, cursor: '' });
    case 'GET /key_permissions':
      return ok({
        can_view: true,
        can_trade: true,
        can_transfer: false,
        portfolio_uuid: '1',
        portfolio_type: 'DEFAULT',
      });
    default:
      return undefined;
  }
}

function place(params: Fields, core: MatchingCore): WireAnswer {
  const configuration = (params['order_configuration'] ?? {}) as Readonly<Record<string, Fields>>;
  const [[name, terms] = ['', {}]] = Object.entries(configuration);
  const isStop = name.startsWith('stop_limit');
  const placed = placeText(core, core.market(params['product_id']), {
    clientId: told(params['client_order_id']),
    side: params['side'] === 'BUY' ? 'buy' : 'sell',
    kind: isStop ? 'stop-limit' : name === 'market_market_ioc' ? 'market' : 'limit',
    size: terms['base_size'],
    limit: terms['limit_price'],
    trigger: terms['stop_price'],
    timeInForce: name === 'sor_limit_ioc' ? 'ioc' : name === 'limit_limit_fok' ? 'fok' : 'gtc',
    postOnly: terms['post_only'] === true,
  });
  if (!placed.ok)
    return ok({ success: false, error_response: { error: CODES[placed.refusal], message: 'refused' } });
  const { clientId, venueId } = placed.order;
  return ok({ success: true, success_response: { order_id: venueId, client_order_id: clientId } });
}

function canceled(id: string, core: MatchingCore): object {
  const answered = core.cancel({ venueId: id });
  const failure = answered.ok ? {} : { failure_reason: CODES[answered.refusal] };
  return { success: answered.ok, order_id: id, ...failure };
}

const message = (order: CoreOrder, market: CoreMarket, now: number): PrivateMessage => ({
  topic: TOPIC,
  content: {
    channel: TOPIC,
    client_id: '',
    timestamp: momentText(now),
    sequence_num: 1,
    events: [{ type: 'update', orders: [streamView(order, market)] }],
  },
});

function hear(text: string, ears: PrivateEars): void {
  const { channel, jwt, type } = JSON.parse(text) as Fields;
  const claims = claimsOf(told(jwt), ears.key);
  if (type !== 'subscribe' || claims === undefined || !isTimely(claims, ears.now)) {
    return ears.send({ type: 'error', message: 'authentication failure' });
  }
  if (channel !== TOPIC) return;
  ears.logIn();
  ears.follow(TOPIC);
  const orders = ears.core.openOrders.map((order) =>
    streamView(order, ears.core.market(order.symbol) as CoreMarket),
  );
  const timestamp = momentText(ears.now);
  ears.send({
    channel: TOPIC,
    client_id: '',
    timestamp,
    sequence_num: 0,
    events: [{ type: 'snapshot', orders }],
  });
}
