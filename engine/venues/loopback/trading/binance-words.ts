import type { Instrument } from '../../../domain/instrument/instrument.ts';
import type { VenueKey } from '../../live/trading-client.ts';
import { binanceLoopback } from '../binance/binance-dialect.ts';
import type { BinanceSide } from '../binance/binance-numbers.ts';
import { binanceAnswer } from './binance-answers.ts';
import { algoEvent, orderEvent, tradeEvent } from './binance-events.ts';
import type { CancelAllAfter } from './cancel-timer.ts';
import { spotOf } from './spot-of.ts';
import type { CoreMarket } from './core-market.ts';
import type { CoreOrder } from './core-order.ts';
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

const LISTEN_KEY = 'loopback-listen-key';
const FIRST_ID = 8_389_765_590_000_000_000n;
const TOPIC = 'account';

/** Binance's private words. On USD-M, orders that wait for a trigger are algo orders with numbers of their own. */
export const binanceWords = (side: BinanceSide): TradingWords => ({
  public: binanceLoopback(side),
  markets: (instrument: Instrument) => [
    {
      symbol: `${instrument.base}${instrument.quote}`,
      instrument: side === 'spot' ? spotOf(instrument) : instrument,
    },
  ],
  purposeOf,
  admit,
  answer: (request, core) =>
    request.url.pathname.endsWith('/listenKey')
      ? { status: 200, body: { listenKey: LISTEN_KEY } }
      : binanceAnswer(request, core, side),
  cancelAllAfter: (request) => (side === 'usdm' ? cancelAllAfter(request) : undefined),
  codeAnswer: (code) => {
    const [number = '', msg = 'scripted'] = code.split(':');
    return { status: 400, body: { code: Number(number), msg } };
  },
  hear,
  opened: (ears) => {
    if (ears.query.get('listenKey') !== LISTEN_KEY) return;
    ears.logIn();
    ears.follow(TOPIC);
  },
  orderMessages: (order, core, now) =>
    orderMessages(order, core.market(order.symbol) as CoreMarket, { side, now }),
  tradeMessages: (trade, core, now) => {
    const order = core.find({ venueId: trade.venueId });
    const market = core.market(trade.symbol) as CoreMarket;
    return order === undefined ? [] : [message(tradeEvent(trade, order, { market, side, now }), side)];
  },
  orderId: (count) => String(FIRST_ID + BigInt(count)),
  tradeId: (count) => String(700_000_000 + count),
});

function cancelAllAfter({ body, method, url }: WireRequest): CancelAllAfter | undefined {
  if (method !== 'POST' || !url.pathname.endsWith('/countdownCancelAll')) return undefined;
  const params = new URLSearchParams(url.search === '' ? body : url.search);
  return { ms: Number(params.get('countdownTime')), symbol: params.get('symbol') ?? undefined };
}

const message = (event: object, side: BinanceSide): PrivateMessage => ({
  topic: TOPIC,
  content: side === 'spot' ? { subscriptionId: 0, event } : event,
});

function orderMessages(
  order: CoreOrder,
  market: CoreMarket,
  { now, side }: { side: BinanceSide; now: number },
): readonly PrivateMessage[] {
  // What an execution changed is told with the execution.
  const isByTrade = order.filledLots > 0 && (order.status === 'new' || order.status === 'filled');
  const isAlgo = side === 'usdm' && order.trigger !== undefined;
  const algo = isAlgo ? [message(algoEvent(order, market, now), side)] : [];
  if (isByTrade || (isAlgo && order.status !== 'new')) return algo;
  return [...algo, message(orderEvent(order, market, { side, now }), side)];
}

function purposeOf({ method, url }: WireRequest): RequestPurpose {
  const { pathname } = url;
  if (/\/(time|exchangeInfo|klines|depth|openInterest)$/.test(pathname)) return 'public';
  if (pathname.endsWith('/listenKey')) return 'login';
  if (pathname.endsWith('/order/cancelReplace')) return 'place';
  if (!/\/(order|algoOrder)$/.test(pathname)) return 'ask';
  return ({ POST: 'place', PUT: 'amend', DELETE: 'cancel' } as const)[method] ?? 'ask';
}

function admit({ body, headers, now, url }: WireRequest, key: VenueKey): Admission {
  if (headers['x-mbx-apikey'] !== key.apiKey) return out('key', -2014, 401);
  if (url.pathname.endsWith('/listenKey')) return LET_IN;
  const text = url.search === '' ? body : url.search.slice(1);
  const at = text.lastIndexOf('&signature=');
  const params = new URLSearchParams(text);
  if (signed(text.slice(0, at), key.secret, 'hex') !== params.get('signature'))
    return out('signature', -1022);
  const isTimely = isInTime(Number(params.get('timestamp')), Number(params.get('recvWindow') ?? 5000), now);
  return isTimely ? LET_IN : out('time', -1021);
}

const out = (because: 'key' | 'signature' | 'time', code: number, status = 400): Admission => ({
  kind: 'out',
  because,
  answer: { status, body: { code, msg: because } } satisfies WireAnswer,
});

/** Spot's account is followed over the socket that takes requests, by a signed one. */
function hear(text: string, ears: PrivateEars): void {
  const {
    id,
    method,
    params = {},
  } = JSON.parse(text) as {
    id?: string;
    method?: string;
    params?: Record<string, unknown>;
  };
  const refuse = (code: number) => ears.send({ id, status: 400, error: { code, msg: 'refused' } });
  if (method !== 'userDataStream.subscribe.signature') return refuse(-1102);
  const { signature, ...rest } = params;
  const query = Object.keys(rest)
    .toSorted()
    .map((name) => `${name}=${String(rest[name])}`)
    .join('&');
  const isGood =
    rest['apiKey'] === ears.key.apiKey && told(signature) === signed(query, ears.key.secret, 'hex');
  if (!isGood) return refuse(-1022);
  ears.logIn();
  ears.follow(TOPIC);
  ears.send({ id, status: 200, result: { subscriptionId: 0 } });
}
