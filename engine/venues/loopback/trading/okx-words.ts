import { defineInstrument, type Instrument } from '../../../domain/instrument/instrument.ts';
import { formatFixed } from '../../../domain/units/fixed.ts';
import type { VenueKey } from '../../live/trading-client.ts';
import { rfc3339Ms } from '../../wire/venue-time.ts';
import { ChecksumFault } from '../checksum-fault.ts';
import { okxLoopback } from '../okx/okx-dialect.ts';
import { spotOf } from './bybit-words.ts';
import type { CoreMarket } from './core-market.ts';
import {
  type CoreAnswer,
  type CoreKind,
  type CoreOrder,
  type CoreRefusal,
  type CoreTrade,
} from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { isInTime, signed, told } from './signatures.ts';
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

type Fields = Readonly<Record<string, unknown>>;

const SIGNATURE_MS = 30_000;
const FIRST_ID = 3_120_000_000_000_000_000n;
const CHILD_STEP = 700_000n;

const CODES: Readonly<Record<CoreRefusal, string>> = {
  'unknown-symbol': '51001',
  'bad-size': '51000',
  'off-step': '51121',
  'off-tick': '51000',
  'below-min-size': '51020',
  'above-max-size': '51005',
  'below-min-notional': '51020',
  'bad-price': '51000',
  balance: '51008',
  'reduce-only': '51169',
  'duplicate-id': '51016',
  'post-only-would-take': '51000',
  'fill-or-kill': '51000',
  'would-trigger': '51280',
  'unknown-order': '51603',
  'order-closed': '51402',
  'not-modified': '51000',
  'not-supported': '51000',
};

const PURPOSES: Readonly<Record<string, RequestPurpose>> = {
  'POST /trade/order': 'place',
  'POST /trade/order-algo': 'place',
  'POST /trade/amend-order': 'amend',
  'POST /trade/amend-algos': 'amend',
  'POST /trade/cancel-order': 'cancel',
  'POST /trade/cancel-algos': 'cancel',
};

/** The venue lists no smallest value. */
const withoutMinValue = (instrument: Instrument): Instrument =>
  defineInstrument({ ...instrument, minNotionalQuote: '0' });

const pathOf = ({ url }: WireRequest): string => url.pathname.replace('/api/v5', '');

/** OKX v5's private words: orders that wait for a trigger are algo orders with channels of their own. */
export const okxWords = (): TradingWords => {
  const open = okxLoopback(new ChecksumFault());
  return {
    public: open,
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
    case 'GET /account/balance':
      return ok([{ details: details(core) }]);
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

/** Open orders that wait for a trigger, or those in the book. */
const standing = (core: MatchingCore, isWaiting: boolean): readonly Fields[] =>
  core.openOrders
    .filter(({ status }) => (status === 'untriggered') === isWaiting)
    .map((order) => (isWaiting ? algoView : orderView)(order, core.market(order.symbol) as CoreMarket));

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

const childOf = ({ venueId }: Pick<CoreOrder, 'venueId'>): string => String(BigInt(venueId) + CHILD_STEP);

function idsOf(
  { algoClOrdId, algoId, clOrdId, ordId }: Fields,
  core: MatchingCore,
): { readonly venueId: string } {
  const found = core.orders.findLast((order) => {
    const isAlgo = order.trigger !== undefined;
    if (told(algoId) !== '') return isAlgo && order.venueId === algoId;
    if (told(algoClOrdId) !== '') return isAlgo && order.clientId === algoClOrdId;
    if (told(ordId) !== '') return (isAlgo ? childOf(order) : order.venueId) === ordId;
    return !isAlgo && order.clientId === clOrdId;
  });
  return { venueId: found?.venueId ?? 'none' };
}

function place(params: Fields, core: MatchingCore, isAlgo: boolean): CoreAnswer {
  const isStop = told(params['slTriggerPx']) !== '';
  const at = told(params[isStop ? 'slOrdPx' : 'tpOrdPx']);
  const isMarket = isAlgo ? at === '-1' : params['ordType'] === 'market';
  const waiting = `${isStop ? 'stop' : 'take-profit'}-${isMarket ? 'market' : 'limit'}` as CoreKind;
  return placeText(core, core.market(params['instId']), {
    clientId: told(params[isAlgo ? 'algoClOrdId' : 'clOrdId']),
    side: params['side'] === 'buy' ? 'buy' : 'sell',
    kind: isAlgo ? waiting : isMarket ? 'market' : 'limit',
    size: sizeIn(core.market(params['instId']), params['sz']),
    limit: isMarket ? undefined : isAlgo ? at : params['px'],
    trigger: isAlgo ? params[isStop ? 'slTriggerPx' : 'tpTriggerPx'] : undefined,
    timeInForce: ({ ioc: 'ioc', fok: 'fok' } as const)[told(params['ordType'])] ?? 'gtc',
    postOnly: params['ordType'] === 'post_only',
    reduceOnly: params['reduceOnly'] === true,
  });
}

const amend = (params: Fields, core: MatchingCore): CoreAnswer =>
  amendText(core, core.market(params['instId']), {
    ids: idsOf(params, core),
    size: sizeIn(core.market(params['instId']), params['newSz']),
    limit: params['newPx'] ?? params['newSlOrdPx'],
    trigger: params['newSlTriggerPx'],
  });

/** The newest first, from behind the entry that `after` names. */
function paged(entries: readonly Fields[], { after, limit }: Fields, idName: string): readonly Fields[] {
  const newest = entries.toReversed();
  const start = after === undefined ? 0 : newest.findIndex((entry) => entry[idName] === after) + 1;
  return newest.slice(start, start + Number(limit ?? 100));
}

const typeOf = (market: CoreMarket): string => (market.isSpot ? 'SPOT' : 'SWAP');

const fills = ({ begin, instType }: Fields, core: MatchingCore): readonly Fields[] =>
  core.trades.flatMap((trade) => {
    const market = core.market(trade.symbol) as CoreMarket;
    const order = core.find({ venueId: trade.venueId });
    if (trade.time < Number(begin ?? 0) || typeOf(market) !== instType || order === undefined) return [];
    const { accFillSz, ordId, clOrdId } = orderView(order, market) as Fields;
    const fill = fillOf(trade, market) as Fields;
    return [
      {
        ...fill,
        accFillSz,
        ordId,
        clOrdId,
        instId: market.symbol,
        side: trade.side,
        billId: `1${trade.tradeId}`,
        fee: fill['fillFee'],
        feeCcy: fill['fillFeeCcy'],
        ts: String(trade.time),
      },
    ];
  });

const positions = (core: MatchingCore): readonly object[] =>
  core.markets
    .filter((market) => !market.isSpot && core.account.position(market.symbol) !== 0)
    .map((market) => {
      const size = core.account.position(market.symbol);
      const contracts = market.sizeText(Math.abs(size));
      return {
        instId: market.symbol,
        instType: 'SWAP',
        posSide: 'net',
        pos: `${size < 0 ? '-' : ''}${contractsOf(market, contracts)}`,
        lever: '10',
        liqPx: '',
        mgnMode: 'cross',
      };
    });

/** The base units of a size as it is written; undefined stays so. */
const sizeIn = (market: CoreMarket | undefined, size: unknown): unknown =>
  market === undefined || market.isSpot || typeof size !== 'string' || !/^\d{1,15}$/.test(size)
    ? size
    : market.sizeText(Number(size));

/** A contract is one lot, so sizes of perpetuals are counted in lots. */
const contractsOf = (market: CoreMarket, size: string): string =>
  market.isSpot ? size : String(market.lotsOf(size) ?? 0);

const details = (core: MatchingCore): readonly object[] =>
  [...core.account.assets].map(([ccy, units]) => ({
    ccy,
    cashBal: formatFixed(units, 8),
    availBal: formatFixed(units, 8),
  }));

const STATES: Readonly<Record<CoreOrder['status'], string>> = {
  new: 'live',
  untriggered: 'live',
  triggered: 'live',
  filled: 'filled',
  canceled: 'canceled',
  expired: 'canceled',
  rejected: 'canceled',
};

function orderView(order: CoreOrder, market: CoreMarket): Fields {
  const isAlgo = order.trigger !== undefined;
  return {
    instType: typeOf(market),
    instId: market.symbol,
    ordId: isAlgo ? childOf(order) : order.venueId,
    clOrdId: isAlgo ? '' : order.clientId,
    algoId: isAlgo ? order.venueId : '',
    algoClOrdId: isAlgo ? order.clientId : '',
    side: order.side,
    ordType: order.limit === undefined ? 'market' : 'limit',
    sz: contractsOf(market, market.sizeText(order.lots)),
    px: order.limit === undefined ? '' : market.priceText(order.limit),
    state: order.status === 'new' && order.filledLots > 0 ? 'partially_filled' : STATES[order.status],
    accFillSz: contractsOf(market, market.sizeText(order.filledLots)),
    tradeId: '',
    reduceOnly: String(order.reduceOnly === true),
    code: '0',
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
  };
}

function algoView(order: CoreOrder, market: CoreMarket): Fields {
  const isStop = order.kind.startsWith('stop');
  const trigger = market.priceText(order.trigger ?? 0);
  const at = order.limit === undefined ? '-1' : market.priceText(order.limit);
  const hasChild = order.status !== 'untriggered' && order.status !== 'canceled';
  return {
    instType: typeOf(market),
    instId: market.symbol,
    algoId: order.venueId,
    algoClOrdId: order.clientId,
    ordId: hasChild ? childOf(order) : '',
    side: order.side,
    ordType: 'conditional',
    sz: contractsOf(market, market.sizeText(order.lots)),
    state: order.status === 'untriggered' ? 'live' : order.status === 'canceled' ? 'canceled' : 'effective',
    slTriggerPx: isStop ? trigger : '',
    slOrdPx: isStop ? at : '',
    tpTriggerPx: isStop ? '' : trigger,
    tpOrdPx: isStop ? '' : at,
    actualSz: hasChild ? contractsOf(market, market.sizeText(order.filledLots)) : '',
    reduceOnly: String(order.reduceOnly === true),
    failCode: '0',
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
  };
}

const fillOf = (trade: CoreTrade, market: CoreMarket): object => ({
  tradeId: trade.tradeId,
  fillSz: contractsOf(market, market.sizeText(trade.lots)),
  fillPx: market.priceText(trade.ticks),
  // What the balance gains.
  fillFee: formatFixed(-trade.fee, 8),
  fillFeeCcy: market.instrument.quote,
  execType: trade.isMaker ? 'M' : 'T',
  fillTime: String(trade.time),
});

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
