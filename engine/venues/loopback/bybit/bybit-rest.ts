import type { Instrument } from '../../../domain/instrument/instrument.ts';
import type { RestReply, RestRequest } from '../loopback-dialect.ts';
import type { VenueMarkets } from '../venue-markets.ts';

interface RestAnswer {
  readonly retCode: number;
  readonly retMsg: string;
  readonly result: unknown;
}

const MINUTE_MS = 60_000;
const DEFAULT_ROWS = 200;
const MOST_ROWS = 1000;
const MINUTES_PER_HOUR = 60;

/** Answers a public request as Bybit v5 does; undefined for an address it does not have. */
export function answerBybit(request: RestRequest): RestReply | undefined {
  const answer = answerOf(request);
  return answer && { status: 200, body: { ...answer, retExtInfo: {}, time: request.now } };
}

function answerOf({ markets, now, url }: RestRequest): RestAnswer | undefined {
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

function instrumentsOf(query: URLSearchParams, markets: VenueMarkets): unknown {
  const category = query.get('category');
  const isListed = (category === 'spot' || category === 'linear') && query.get('status') !== 'PreLaunch';
  const list = isListed ? rulesOf(markets, category) : [];
  return { category, nextPageCursor: '', list };
}

const INTERVALS: ReadonlyMap<string, number> = new Map([
  ['1', MINUTE_MS],
  ['30', 30 * MINUTE_MS],
  ['60', 60 * MINUTE_MS],
  ['D', 1440 * MINUTE_MS],
]);

function klineOf(query: URLSearchParams, markets: VenueMarkets, now: number): RestAnswer {
  const category = query.get('category') === 'spot' ? 'spot' : 'linear';
  const symbol = query.get('symbol') ?? '';
  const market = markets.find(symbol);
  if (!market) return { retCode: 10001, retMsg: 'Not supported symbols', result: {} };
  const intervalMs = INTERVALS.get(query.get('interval') ?? '');
  if (intervalMs === undefined) return { retCode: 10001, retMsg: 'Invalid period!', result: {} };
  const limit = Math.min(MOST_ROWS, Number(query.get('limit') ?? DEFAULT_ROWS));
  const start = Number(query.get('start') ?? 0);
  const end = Number(query.get('end') ?? (start > 0 ? start + (limit - 1) * intervalMs : now));
  return ok({ category, symbol, list: market.candles.rows(start, end, limit, intervalMs) });
}

const ok = (result: unknown): RestAnswer => ({ retCode: 0, retMsg: 'OK', result });

/**
 * The same book is listed as a perpetual and, under the same symbol, as spot, so that both halves of a
 * client can be tried on one truth.
 */
const rulesOf = (markets: VenueMarkets, category: 'spot' | 'linear'): readonly unknown[] =>
  markets.all.map(({ instrument, symbol }) =>
    category === 'spot' ? spotRules(symbol, instrument) : linearRules(symbol, instrument),
  );

const shared = (symbol: string, { base, quote }: Instrument) => ({
  symbol,
  baseCoin: base,
  quoteCoin: quote,
  status: 'Trading',
});

const spotRules = (symbol: string, instrument: Instrument) => ({
  ...shared(symbol, instrument),
  innovation: '0',
  marginTrading: 'none',
  lotSizeFilter: {
    basePrecision: instrument.lotSize,
    quotePrecision: '0.00000001',
    minOrderQty: instrument.minSizeBase,
    maxOrderQty: instrument.maxSizeBase,
    minOrderAmt: instrument.minNotionalQuote,
    maxOrderAmt: '4000000',
  },
  priceFilter: { tickSize: instrument.tickSize },
});

const linearRules = (symbol: string, instrument: Instrument) => ({
  ...shared(symbol, instrument),
  contractType: 'LinearPerpetual',
  settleCoin: instrument.quote,
  launchTime: '1585526400000',
  deliveryTime: '0',
  deliveryFeeRate: '',
  priceScale: '2',
  leverageFilter: { minLeverage: '1', maxLeverage: String(instrument.maxLeverage), leverageStep: '0.01' },
  priceFilter: { minPrice: instrument.tickSize, maxPrice: '1999999.80', tickSize: instrument.tickSize },
  lotSizeFilter: {
    maxOrderQty: instrument.maxSizeBase,
    maxMktOrderQty: instrument.maxSizeBase,
    minOrderQty: instrument.minSizeBase,
    qtyStep: instrument.lotSize,
    minNotionalValue: instrument.minNotionalQuote,
  },
  unifiedMarginTrade: true,
  fundingInterval: instrument.fundingIntervalHours * MINUTES_PER_HOUR,
  copyTrading: 'none',
});
