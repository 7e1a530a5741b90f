/** A venue whose live data can be followed, as a person sees it. */
export interface LiveVenueTerms {
  readonly title: string;
  /** Symbols to begin with, as ccxt calls them: `BTC/USDT` is spot, `BTC/USDT:USDT` a perpetual. */
  readonly symbols: readonly string[];
}

/** Every venue whose public live data can be followed. */
export const LIVE_VENUES = {
  bybit: { title: 'Bybit', symbols: ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT'] },
  binance: { title: 'Binance', symbols: ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'] },
  'binance-usdm': { title: 'Binance USD-M', symbols: ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT'] },
  okx: { title: 'OKX', symbols: ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT'] },
  kraken: { title: 'Kraken', symbols: ['BTC/USD', 'ETH/USD', 'SOL/USD'] },
  coinbase: { title: 'Coinbase', symbols: ['BTC/USD', 'ETH/USD', 'SOL/USD'] },
} as const satisfies Readonly<Record<string, LiveVenueTerms>>;

export type LiveVenue = keyof typeof LIVE_VENUES;

/** Their names, in the order they are offered. */
export const LIVE_VENUE_NAMES = Object.keys(LIVE_VENUES) as readonly LiveVenue[];
