import type { Instrument } from '../../../domain/instrument/instrument.ts';
import type { RestReply, RestRequest } from '../loopback-dialect.ts';
import type { VenueMarket } from '../venue-market.ts';
import { BINANCE_DEPTH, type BinanceSide, binanceUpdateId } from './binance-numbers.ts';

const MINUTE_MS = 60_000;
const DEFAULT_ROWS = 500;
const MOST_ROWS = 1000;
const PREFIX: Readonly<Record<BinanceSide, string>> = { spot: '/api/v3', usdm: '/fapi/v1' };
const UNKNOWN_SYMBOL = { status: 400, body: { code: -1121, msg: 'Invalid symbol.' } };

/** Answers a public request as Binance does; undefined for an address it does not have. */
export function answerBinance({ markets, now, url }: RestRequest, side: BinanceSide): RestReply | undefined {
  const prefix = PREFIX[side];
  if (!url.pathname.startsWith(`${prefix}/`)) return undefined;
  const query = url.searchParams;
  const market = markets.find(query.get('symbol') ?? '');
  switch (url.pathname.slice(prefix.length)) {
    case '/time':
      return ok({ serverTime: now });
    case '/exchangeInfo': {
      const rules = markets.all.map(({ instrument, symbol }) => rulesOf(symbol, instrument, side));
      return ok({ timezone: 'UTC', serverTime: now, rateLimits: [], exchangeFilters: [], symbols: rules });
    }
    case '/depth':
      return market === undefined ? UNKNOWN_SYMBOL : ok(depthOf(market, query, { now, side }));
    case '/klines':
      return market === undefined ? UNKNOWN_SYMBOL : ok(klinesOf(market, query, now));
    case '/openInterest':
      if (side === 'spot') return undefined;
      return market === undefined
        ? UNKNOWN_SYMBOL
        : ok({ symbol: market.symbol, openInterest: market.openInterest, time: now });
    default:
      return undefined;
  }
}

/** The venue's published weight of a request. */
export function binanceWeightOf(url: URL): number {
  const isSpot = url.pathname.startsWith('/api/');
  const limit = Number(url.searchParams.get('limit') ?? DEFAULT_ROWS);
  if (url.pathname.endsWith('/depth')) return isSpot ? Math.max(5, limit / 20) : Math.max(2, limit / 50);
  if (url.pathname.endsWith('/exchangeInfo')) return isSpot ? 20 : 1;
  if (!url.pathname.endsWith('/klines')) return 1;
  if (isSpot) return 2;
  return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
}

function depthOf(
  market: VenueMarket,
  query: URLSearchParams,
  { now, side }: { now: number; side: BinanceSide },
): object {
  const limit = Number(query.get('limit') ?? 100);
  const { top, updateId } = market.published(BINANCE_DEPTH);
  return {
    lastUpdateId: binanceUpdateId(updateId),
    ...(side === 'usdm' ? { E: now, T: now } : {}),
    bids: market.levels(top.bids).slice(0, limit),
    asks: market.levels(top.asks).slice(0, limit),
  };
}

const INTERVALS: ReadonlyMap<string, number> = new Map([
  ['30m', 30 * MINUTE_MS],
  ['1h', 60 * MINUTE_MS],
  ['1d', 1440 * MINUTE_MS],
]);

/** Rows of times and texts, the oldest first. */
function klinesOf(market: VenueMarket, query: URLSearchParams, now: number): unknown[] {
  const limit = Math.min(MOST_ROWS, Number(query.get('limit') ?? DEFAULT_ROWS));
  const start = Number(query.get('startTime') ?? 0);
  const intervalMs = INTERVALS.get(query.get('interval') ?? '') ?? MINUTE_MS;
  const last = start > 0 ? start + (limit - 1) * intervalMs : now;
  const end = Math.min(Number(query.get('endTime') ?? now), last);
  return market.candles
    .rows(start, end, limit, intervalMs)
    .toReversed()
    .map(([time, open, high, low, close, volume, turnover]) => {
      const openTime = Number(time);
      const closeTime = openTime + intervalMs - 1;
      return [openTime, open, high, low, close, volume, closeTime, turnover, 1, volume, turnover, '0'];
    });
}

function rulesOf(symbol: string, instrument: Instrument, side: BinanceSide): object {
  const { base, lotSize, maxLeverage, maxSizeBase, minNotionalQuote, minSizeBase, quote, tickSize } =
    instrument;
  const shared = { symbol, status: 'TRADING', baseAsset: base, quoteAsset: quote, baseAssetPrecision: 8 };
  const filters = [
    { filterType: 'PRICE_FILTER', minPrice: tickSize, maxPrice: '4529764', tickSize },
    { filterType: 'LOT_SIZE', stepSize: lotSize, minQty: minSizeBase, maxQty: maxSizeBase },
    { filterType: 'MARKET_LOT_SIZE', stepSize: lotSize, minQty: minSizeBase, maxQty: maxSizeBase },
  ];
  if (side === 'spot') {
    const notional = { filterType: 'NOTIONAL', minNotional: minNotionalQuote, maxNotional: '9000000' };
    return {
      ...shared,
      quotePrecision: 8,
      orderTypes: ['LIMIT', 'MARKET'],
      isSpotTradingAllowed: true,
      isMarginTradingAllowed: false,
      permissions: [],
      permissionSets: [['SPOT']],
      filters: [...filters, notional],
    };
  }
  return {
    ...shared,
    pair: symbol,
    contractType: 'PERPETUAL',
    deliveryDate: 4_133_404_800_000,
    onboardDate: 1_569_398_400_000,
    maintMarginPercent: '2.5000',
    requiredMarginPercent: (100 / maxLeverage).toFixed(4),
    marginAsset: quote,
    pricePrecision: 2,
    quantityPrecision: 3,
    quotePrecision: 8,
    underlyingType: 'COIN',
    orderTypes: ['LIMIT', 'MARKET'],
    timeInForce: ['GTC', 'IOC'],
    filters: [...filters, { filterType: 'MIN_NOTIONAL', notional: minNotionalQuote }],
  };
}

const ok = (body: unknown): RestReply => ({ status: 200, body });
