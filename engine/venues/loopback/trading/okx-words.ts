import { defineInstrument, type Instrument } from '../../../domain/instrument/instrument.ts';
import type { VenueKey } from '../../live/trading-client.ts';
import { rfc3339Ms } from '../../wire/venue-time.ts';
import { ChecksumFault } from '../checksum-fault.ts';
import { okxLoopback } from '../okx/okx-dialect.ts';
import { spotOf } from './spot-of.ts';
import type { CoreMarket } from './core-market.ts';
import type { CoreAnswer, CoreOrder } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
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
import { CODES, PURPOSES } from './okx-codes.ts';
import {
  type Fields,
  standing,
  paged,
  fills,
  positions,
  details,
  bills,
  orderView,
  algoView,
  fillOf,
} from './okx-views.ts';
import { idsOf, place, amend } from './okx-requests.ts';

const SIGNATURE_MS = 30_000;

const FIRST_ID = 3_120_000_000_000_000_000n;

/** The venue lists no smallest value. */
const withoutMinValue = (instrument: Instrument): Instrument =>
  defineInstrument({ ...instrument, minNotionalQuote: '0' });

const pathOf = ({ url }: WireRequest): string => url.pathname.replace('/api/v5', '');

/** OKX v5's private words: orders that wait for a trigger are algo orders with channels of their own. */
export const okxWords = (): TradingWords => {
  const open = okxLoopback(new ChecksumFault());
  return {
    public: open,
    locksWhenTriggered: true,
    limits: { ...open.limits, weight: 60 },
    markets: (instrument) => [
      { symbol: `${open.symbolOf(instrument)}-SWAP`, instrument: withoutMinValue(instrument) },
      { symbol: open.symbolOf(instrument), instrument: withoutMinValue(spotOf(instrument)) },
    ],
    purposeOf: (request) => {
      const path = pathOf(request);
      if (path.startsWith('/public/') || path.startsWith('/market/')) return 'public';
      return PURPOSES[`${request.method} ${path}`] ?? 'ask';
    },
    admit,
    answer,
    cancelAllAfter: (request) =>
      `${request.method} ${pathOf(request)}` === 'POST /trade/cancel-all-after'
        ? { ms: 1000 * Number((JSON.parse(request.body) as Fields)['timeOut']) }
        : undefined,
    codeAnswer: (code, request) =>
      request.method === 'POST'
        ? { status: 200, body: { code: '1', msg: '', data: [{ sCode: code, sMsg: 'scripted' }] } }
        : { status: 200, body: { code, msg: 'scripted', data: [] } },
    hear,
    orderMessages: (order, core) => {
      const market = core.market(order.symbol) as CoreMarket;
      const algo = order.trigger === undefined ? [] : [pushed('orders-algo', algoView(order, market))];
      const isByTrade = order.filledLots > 0 && (order.status === 'new' || order.status === 'filled');
      const hasChild = order.trigger === undefined || (order.status !== 'untriggered' && order.version > 2);
      return isByTrade || !hasChild ? algo : [...algo, pushed('orders', orderView(order, market))];
    },
    tradeMessages: (trade, core) => {
      const order = core.find({ venueId: trade.venueId });
      const market = core.market(trade.symbol) as CoreMarket;
      if (order === undefined) return [];
      return [pushed('orders', { ...orderView(order, market), ...fillOf(trade, market) })];
    },
    orderId: (count) => String(FIRST_ID + BigInt(count)),
    tradeId: (count) => String(90_000_000 + count),
  };
};

function admit(request: WireRequest, key: VenueKey): Admission {
  const { body, headers, method, now, url } = request;
  if (headers['ok-access-key'] !== key.apiKey) return out('key', '50111', 401);
  if (headers['ok-access-passphrase'] !== key.passphrase) return out('key', '50105', 401);
  const stamp = headers['ok-access-timestamp'] ?? '';
  const text = stamp + method + url.pathname + (method === 'GET' ? url.search : body);
  if (signed(text, key.secret, 'base64') !== headers['ok-access-sign']) return out('signature', '50113', 401);
  if (!isInTime(rfc3339Ms(stamp, 'timestamp'), SIGNATURE_MS, now)) return out('time', '50102', 401);
  const expiry = headers['exptime'];
  return expiry !== undefined && Number(expiry) < now ? out('time', '50036', 200) : LET_IN;
}

const out = (because: 'key' | 'signature' | 'time', code: string, status: number): Admission => ({
  kind: 'out',
  because,
  answer: { status, body: { code, msg: because, data: [] } },
});

const ok = (data: readonly unknown[]): WireAnswer => ({ status: 200, body: { code: '0', msg: '', data } });

function answer(request: WireRequest, core: MatchingCore): WireAnswer | undefined {
  const query: Fields = Object.fromEntries(request.url.searchParams);
  const body = (): Fields => JSON.parse(request.body) as Fields;
  switch (`${request.method} ${pathOf(request)}`) {
    case 'POST /trade/order':
      return done(place(body(), core, false), 'order');
    case 'POST /trade/order-algo':
      return done(place(body(), core, true), 'algo');
    case 'POST /trade/amend-order':
      return done(amend(body(), core), 'order', '51503');
    case 'POST /trade/amend-algos':
      return done(amend(body(), core), 'algo', '51503');
    case 'POST /trade/cancel-order':
      return done(core.cancel(idsOf(body(), core)), 'order', '51400');
    case 'POST /trade/cancel-algos':
      return done(core.cancel(idsOf((JSON.parse(request.body) as Fields[])[0] ?? {}, core)), 'algo', '51400');
    default:
      return asked(request, query, core);
  }
}

function asked(request: WireRequest, query: Fields, core: MatchingCore): WireAnswer | undefined {
  const market = (order: CoreOrder) => core.market(order.symbol) as CoreMarket;
  switch (`${request.method} ${pathOf(request)}`) {
    case 'GET /trade/order': {
      const order = core.find(idsOf(query, core));
      const isThere = order !== undefined && (order.trigger === undefined || order.status !== 'untriggered');
      return isThere ? ok([orderView(order, market(order))]) : ABSENT;
    }
    case 'GET /trade/order-algo': {
      const order = core.find(idsOf(query, core));
      return order?.trigger === undefined ? ABSENT : ok([algoView(order, market(order))]);
    }
    case 'GET /trade/orders-pending':
      return ok(paged(standing(core, false), query, 'ordId'));
    case 'GET /trade/orders-algo-pending':
      return ok(paged(standing(core, true), query, 'algoId'));
    case 'GET /trade/fills':
    case 'GET /trade/fills-history':
      return ok(paged(fills(query, core), query, 'billId'));
    case 'GET /account/positions':
      return ok(positions(core));
    case 'GET /account/leverage-info':
      return ok([{ instId: query['instId'], mgnMode: query['mgnMode'], lever: String(core.knobs.leverage) }]);
    case 'GET /account/balance':
      return ok([{ details: details(core) }]);
    case 'GET /account/bills':
    case 'GET /account/bills-archive':
      return ok(paged(bills(query, core), query, 'billId'));
    case 'GET /account/config':
      return ok([
        {
          uid: '44705892343619584',
          acctLv: '2',
          posMode: 'net_mode',
          perm: 'read_only,trade',
          ip: '127.0.0.1',
        },
      ]);
    case 'POST /trade/cancel-all-after':
      return ok([{ triggerTime: '0', ts: String(request.now) }]);
    default:
      return undefined;
  }
}

const ABSENT: WireAnswer = { status: 200, body: { code: '51603', msg: 'Order does not exist', data: [] } };

function done(result: CoreAnswer, kind: 'order' | 'algo', unknown?: string): WireAnswer {
  if (!result.ok) {
    const sCode =
      result.refusal === 'unknown-order' && unknown !== undefined ? unknown : CODES[result.refusal];
    return {
      status: 200,
      body: { code: '1', msg: '', data: [{ ordId: '', clOrdId: '', sCode, sMsg: result.refusal }] },
    };
  }
  const { clientId, venueId } = result.order;
  const names =
    kind === 'order' ? { ordId: venueId, clOrdId: clientId } : { algoId: venueId, algoClOrdId: clientId };
  return ok([{ ...names, sCode: '0', sMsg: '' }]);
}

const pushed = (channel: string, entry: object): PrivateMessage => ({
  topic: channel,
  content: { arg: { channel, instType: 'ANY', uid: '44705892343619584' }, data: [entry] },
});

function hear(text: string, ears: PrivateEars): void {
  if (text === 'ping') return ears.send('pong');
  const { args = [], op } = JSON.parse(text) as { op?: string; args?: Fields[] };
  const [argument = {}] = args;
  if (op === 'login') {
    const { apiKey, passphrase, sign, timestamp } = argument;
    const isGood =
      apiKey === ears.key.apiKey &&
      passphrase === ears.key.passphrase &&
      isInTime(Number(timestamp) * 1000, SIGNATURE_MS, ears.now) &&
      sign === signed(`${told(timestamp)}GET/users/self/verify`, ears.key.secret, 'base64');
    if (!isGood) return ears.send({ event: 'error', code: '60009', msg: 'Login failed.' });
    ears.logIn();
    return ears.send({ event: 'login', code: '0', msg: '', connId: 'loopback' });
  }
  const isSubscription = op === 'subscribe' && ears.isLoggedIn;
  if (!isSubscription) return ears.send({ event: 'error', code: '60011', msg: 'Please log in' });
  ears.follow(told(argument['channel']));
  ears.send({ event: 'subscribe', arg: argument, connId: 'loopback' });
}
