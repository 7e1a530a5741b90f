import type { RestReply, RestRequest } from '../loopback-dialect.ts';
import { momentText } from '../moment-text.ts';
import type { VenueMarket } from '../venue-market.ts';

const PREFIX = '/api/v3/brokerage';
const CANDLES = /^\/market\/products\/([\w-]+)\/candles$/;
const MOST_CANDLES = 300;

/** Answers a public request as Coinbase does; undefined for an address it does not have. */
export function answerCoinbase({ markets, now, url }: RestRequest): RestReply | undefined {
  if (!url.pathname.startsWith(`${PREFIX}/`)) return undefined;
  const path = url.pathname.slice(PREFIX.length);
  if (path === '/time') {
    const epochSeconds = String(Math.floor(now / 1000));
    return ok({ iso: momentText(now), epochSeconds, epochMillis: String(now) });
  }
  if (path === '/market/products') {
    const isSpot = url.searchParams.get('product_type') !== 'FUTURE';
    const products = isSpot ? markets.all.map(productOf) : [];
    return ok({ products, num_products: products.length });
  }
  const market = markets.find(CANDLES.exec(path)?.[1] ?? '');
  return market === undefined ? undefined : ok({ candles: candlesOf(market, url.searchParams) });
}

const GRANULARITIES: ReadonlyMap<string, number> = new Map([
  ['ONE_MINUTE', 60_000],
  ['THIRTY_MINUTE', 1_800_000],
  ['ONE_HOUR', 3_600_000],
  ['ONE_DAY', 86_400_000],
]);

/** The newest first. */
function candlesOf(market: VenueMarket, query: URLSearchParams): object[] {
  const seconds = (name: string) => Number(query.get(name) ?? 0) * 1000;
  return market.candles
    .rows(seconds('start'), seconds('end'), MOST_CANDLES, GRANULARITIES.get(query.get('granularity') ?? ''))
    .map(([time, open, high, low, close, volume]) => ({
      start: String(Number(time) / 1000),
      low,
      high,
      open,
      close,
      volume,
    }));
}

const productOf = ({ instrument, symbol }: VenueMarket): object => ({
  product_id: symbol,
  price: '1',
  base_increment: instrument.lotSize,
  quote_increment: instrument.tickSize,
  price_increment: instrument.tickSize,
  quote_min_size: instrument.minNotionalQuote,
  quote_max_size: '150000000',
  base_min_size: instrument.minSizeBase,
  base_max_size: instrument.maxSizeBase,
  status: 'online',
  is_disabled: false,
  trading_disabled: false,
  product_type: 'SPOT',
  quote_currency_id: instrument.quote,
  base_currency_id: instrument.base,
  alias: '',
  alias_to: [],
});

const ok = (body: unknown): RestReply => ({ status: 200, body });
