import type { LiveVenue } from '../../domain/instrument/live-venues.ts';
import type { TradingDialect } from './venue-trader.ts';

/** Each venue that can be traded with its client of ccxt in a chunk of its own, loaded when an account needs it. */
const DIALECTS: Readonly<Partial<Record<LiveVenue, () => Promise<TradingDialect>>>> = {
  bybit: async () => (await import('./dialects/bybit/bybit-trading.ts')).bybitTrading,
  binance: async () => (await import('./dialects/binance/spot-trading.ts')).binanceSpotTrading,
  'binance-usdm': async () => (await import('./dialects/binance/usdm-trading.ts')).binanceUsdmTrading,
  okx: async () => (await import('./dialects/okx/okx-trading.ts')).okxTrading,
  coinbase: async () => (await import('./dialects/coinbase/coinbase-trading.ts')).coinbaseTrading,
  kraken: async () => (await import('./dialects/kraken/kraken-trading.ts')).krakenTrading,
};

/** Loads how a venue is traded; undefined for a venue we only listen to. */
export const tradingDialectOf = async (venue: LiveVenue): Promise<TradingDialect | undefined> =>
  DIALECTS[venue]?.();
