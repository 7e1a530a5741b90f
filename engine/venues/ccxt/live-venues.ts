import type { LiveVenue } from '../../domain/instrument/live-venues.ts';
import type { VenueDialect } from './dialect.ts';

/** Each venue with its client of ccxt in a chunk of its own, loaded only when somebody wants its data. */
const DIALECTS: Readonly<Record<LiveVenue, () => Promise<VenueDialect>>> = {
  bybit: async () => (await import('./dialects/bybit.ts')).bybit,
  binance: async () => (await import('./dialects/binance-spot.ts')).binanceSpot,
  'binance-usdm': async () => (await import('./dialects/binance-usdm.ts')).binanceUsdm,
  coinbase: async () => (await import('./dialects/coinbase.ts')).coinbase,
  okx: async () => (await import('./dialects/okx.ts')).okx,
  kraken: async () => (await import('./dialects/kraken.ts')).kraken,
};

/** Loads what is particular about a venue. */
export const dialectOf = (venue: LiveVenue): Promise<VenueDialect> => DIALECTS[venue]();
