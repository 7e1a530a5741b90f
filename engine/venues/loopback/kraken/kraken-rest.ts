import type { Instrument } from '../../../domain/instrument/instrument.ts';
import type { RestReply, RestRequest } from '../loopback-dialect.ts';
import type { VenueMarkets } from '../venue-markets.ts';

const MOST_ROWS = 720;
const PPM_PER_PERCENT = 10_000;

/** Answers a public request as Kraken does; undefined for an address it does not have. */
export function answerKraken({ markets, now, url }: RestRequest): RestReply | undefined {
  switch (url.pathname) {
    case '/0/public/Time':
      return ok({ unixtime: Math.floor(now / 1000) });
    case '/0/public/AssetPairs':
      return ok(
        Object.fromEntries(markets.all.map(({ instrument }) => [nameOf(instrument), pairOf(instrument)])),
      );
    case '/0/public/Depth':
      return depthOf(url.searchParams, markets, now);
    case '/0/public/OHLC':
      return candlesOf(url.searchParams, markets, now);
    default:
      return undefined;
  }
}

const ok = (result: unknown): RestReply => ({ status: 200, body: { error: [], result } });
const unknownPair: RestReply = { status: 200, body: { error: ['EQuery:Unknown asset pair'] } };

const nameOf = ({ base, quote }: Instrument): string => base + quote;
const placesOf = (step: string): number => step.split('.')[1]?.length ?? 0;

const pairOf = (instrument: Instrument) => ({
  altname: nameOf(instrument),
  wsname: `${instrument.base}/${instrument.quote}`,
  aclass_base: 'currency',
  base: instrument.base,
  aclass_quote: 'currency',
  quote: instrument.quote,
  lot: 'unit',
  cost_decimals: 8,
  pair_decimals: placesOf(instrument.tickSize),
  lot_decimals: placesOf(instrument.lotSize),
  lot_multiplier: 1,
  leverage_buy: [],
  leverage_sell: [],
  fees: [[0, instrument.takerFeePpm / PPM_PER_PERCENT]],
  fees_maker: [[0, instrument.makerFeePpm / PPM_PER_PERCENT]],
  fee_volume_currency: 'ZUSD',
  margin_call: 80,
  margin_stop: 40,
  ordermin: instrument.minSizeBase,
  costmin: instrument.minNotionalQuote,
  tick_size: instrument.tickSize,
  status: 'online',
});

const marketOf = (query: URLSearchParams, markets: VenueMarkets) =>
  markets.all.find(({ instrument }) => nameOf(instrument) === query.get('pair'));

function depthOf(query: URLSearchParams, markets: VenueMarkets, now: number): RestReply {
  const market = marketOf(query, markets);
  if (market === undefined) return unknownPair;
  const { top } = market.published(100);
  const timed = (levels: [string, string][]) => levels.map((level) => [...level, Math.floor(now / 1000)]);
  return ok({
    [nameOf(market.instrument)]: {
      asks: timed(market.levels(top.asks)),
      bids: timed(market.levels(top.bids)),
    },
  });
}

/** Periods after `since` (Unix seconds), the oldest first, the one that goes on included. */
function candlesOf(query: URLSearchParams, markets: VenueMarkets, now: number): RestReply {
  const market = marketOf(query, markets);
  if (market === undefined) return unknownPair;
  const since = Number(query.get('since') ?? 0) * 1000;
  const intervalMs = Number(query.get('interval') ?? 1) * 60_000;
  const rows = market.candles.rows(since + 1, now, MOST_ROWS, intervalMs).toReversed();
  const list = rows.map(([start, open, high, low, close, volume, turnover]) => {
    const vwap = Number(volume) === 0 ? '0' : String(Number(turnover) / Number(volume));
    return [Number(start) / 1000, open, high, low, close, vwap, volume, 1];
  });
  return ok({ [nameOf(market.instrument)]: list, last: Math.floor(now / 1000) });
}
