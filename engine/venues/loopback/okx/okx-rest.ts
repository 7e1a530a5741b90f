import type { RestReply, RestRequest } from '../loopback-dialect.ts';
import type { VenueMarket } from '../venue-market.ts';
import type { VenueMarkets } from '../venue-markets.ts';

const MOST_ROWS = 300;
const DEFAULT_ROWS = 100;
const SWAP = '-SWAP';

/** Answers a public request as OKX v5 does; undefined for an address it does not have. */
export function answerOkx({ markets, now, url }: RestRequest): RestReply | undefined {
  const query = url.searchParams;
  switch (url.pathname) {
    case '/api/v5/public/time':
      return ok([{ ts: String(now) }]);
    case '/api/v5/public/instruments':
      return ok(instrumentsOf(query.get('instType'), markets));
    case '/api/v5/public/open-interest':
      return ok(openInterestOf(query.get('instId') ?? '', markets, now));
    case '/api/v5/market/books':
      return ok(booksOf(query.get('instId') ?? '', markets, now));
    case '/api/v5/market/candles':
    case '/api/v5/market/history-candles':
      return ok(candlesOf(query, markets, now));
    default:
      return undefined;
  }
}

const ok = (data: readonly unknown[]): RestReply => ({ status: 200, body: { code: '0', msg: '', data } });

function instrumentsOf(type: string | null, markets: VenueMarkets): readonly unknown[] {
  if (type === 'SPOT') return markets.all.map(spotRules);
  return type === 'SWAP' ? markets.all.map(swapRules) : [];
}

const shared = ({ instrument }: VenueMarket) => ({
  tickSz: instrument.tickSize,
  state: 'live',
  listTime: '1611916828000',
  expTime: '',
  alias: '',
  category: '1',
  optType: '',
  stk: '',
});

function spotRules(market: VenueMarket) {
  const { base, lotSize, maxSizeBase, minSizeBase, quote } = market.instrument;
  return {
    ...shared(market),
    instType: 'SPOT',
    instId: market.symbol,
    baseCcy: base,
    quoteCcy: quote,
    settleCcy: '',
    uly: '',
    instFamily: '',
    lotSz: lotSize,
    minSz: minSizeBase,
    maxLmtSz: maxSizeBase,
    maxLmtAmt: '20000000',
    maxMktAmt: '1000000',
    // On spot the largest order at market is told in the quote currency.
    maxMktSz: '1000000',
    ctVal: '',
    ctMult: '',
    ctValCcy: '',
    ctType: '',
    lever: '10',
  };
}

function swapRules(market: VenueMarket) {
  const { base, lotSize, maxLeverage, maxLots, minLots, quote } = market.instrument;
  return {
    ...shared(market),
    instType: 'SWAP',
    instId: market.symbol + SWAP,
    baseCcy: '',
    quoteCcy: '',
    settleCcy: quote,
    uly: market.symbol,
    instFamily: market.symbol,
    lotSz: '1',
    minSz: String(minLots),
    maxLmtSz: String(maxLots),
    maxMktSz: String(maxLots),
    ctVal: lotSize,
    ctMult: '1',
    ctValCcy: base,
    ctType: 'linear',
    lever: String(maxLeverage),
  };
}

const marketOf = (instId: string, markets: VenueMarkets): VenueMarket | undefined =>
  markets.find(instId.replace(SWAP, ''));

function openInterestOf(instId: string, markets: VenueMarkets, now: number): readonly unknown[] {
  const market = marketOf(instId, markets);
  if (market === undefined) return [];
  return [{ instType: 'SWAP', instId, oi: market.openInterest, oiCcy: market.openInterest, ts: String(now) }];
}

function booksOf(instId: string, markets: VenueMarkets, now: number): readonly unknown[] {
  const market = marketOf(instId, markets);
  if (market === undefined) return [];
  const { top } = market.published(400);
  return [{ asks: market.levels(top.asks), bids: market.levels(top.bids), ts: String(now) }];
}

/** Days of the venue that begin at UTC midnight; `1D` begins in Hong Kong. */
const BARS: ReadonlyMap<string, number> = new Map([
  ['1m', 60_000],
  ['30m', 1_800_000],
  ['1H', 3_600_000],
  ['1Dutc', 86_400_000],
]);

/** Periods from after `before` to before `after`, the newest first, as OKX pages them. */
function candlesOf(query: URLSearchParams, markets: VenueMarkets, now: number): readonly unknown[] {
  const market = marketOf(query.get('instId') ?? '', markets);
  const intervalMs = BARS.get(query.get('bar') ?? '');
  if (market === undefined || intervalMs === undefined) return [];
  const limit = Math.min(MOST_ROWS, Number(query.get('limit') ?? DEFAULT_ROWS));
  const from = Number(query.get('before') ?? -1) + 1;
  const until = Number(query.get('after') ?? now + 1) - 1;
  const rows = market.candles.rows(from, until, limit, intervalMs);
  return rows.map(([start, open, high, low, close, volume, turnover]) => [
    start,
    open,
    high,
    low,
    close,
    volume,
    volume,
    turnover,
    Number(start) + intervalMs <= now ? '1' : '0',
  ]);
}
