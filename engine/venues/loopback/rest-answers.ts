import { NO_INSTRUMENTS, type WireMarkets } from './wire-markets.ts';

/** What a GET of the public REST interface is answered with. */
export interface RestAnswer {
  readonly retCode: number;
  readonly retMsg: string;
  readonly result: unknown;
}

const MINUTE_MS = 60_000;
const DEFAULT_ROWS = 200;
const MOST_ROWS = 1000;

/** Answers a public request as Bybit v5 does; undefined for an address it does not have. */
export function answerRequest(url: URL, markets: WireMarkets, now: number): RestAnswer | undefined {
  switch (url.pathname) {
    case '/v5/market/time':
      return ok({ timeSecond: String(Math.floor(now / 1000)), timeNano: `${now}000000` });
    case '/v5/market/instruments-info':
      return ok(instrumentsOf(url.searchParams, markets));
    case '/v5/market/kline':
      return klineOf(url.searchParams, markets, now);
    default:
      return undefined;
  }
}

function instrumentsOf(query: URLSearchParams, markets: WireMarkets): unknown {
  const category = query.get('category');
  const isListed = (category === 'spot' || category === 'linear') && query.get('status') !== 'PreLaunch';
  const list = isListed ? markets.rules(category) : NO_INSTRUMENTS;
  return { category, nextPageCursor: '', list };
}

function klineOf(query: URLSearchParams, markets: WireMarkets, now: number): RestAnswer {
  const category = query.get('category') === 'spot' ? 'spot' : 'linear';
  const symbol = query.get('symbol') ?? '';
  const market = markets.find(symbol);
  if (!market) return { retCode: 10001, retMsg: 'Not supported symbols', result: {} };
  if (query.get('interval') !== '1') return { retCode: 10001, retMsg: 'Invalid period!', result: {} };
  const limit = Math.min(MOST_ROWS, Number(query.get('limit') ?? DEFAULT_ROWS));
  const start = Number(query.get('start') ?? 0);
  const end = Number(query.get('end') ?? (start > 0 ? start + (limit - 1) * MINUTE_MS : now));
  return ok({ category, symbol, list: market.candles.rows(start, end, limit) });
}

const ok = (result: unknown): RestAnswer => ({ retCode: 0, retMsg: 'OK', result });
