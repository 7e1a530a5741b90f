import type { VenueDialect } from './dialect.ts';

/** Each venue with its client of ccxt in a chunk of its own, loaded only when somebody wants its data. */
const DIALECTS = {
  binance: async () => (await import('./dialects/binance-spot.ts')).binanceSpot,
  'binance-usdm': async () => (await import('./dialects/binance-usdm.ts')).binanceUsdm,
  bybit: async () => (await import('./dialects/bybit.ts')).bybit,
} satisfies Record<string, () => Promise<VenueDialect>>;

/** A venue whose live data can be followed. */
export type LiveVenue = keyof typeof DIALECTS;

/** Loads what is particular about a venue. */
export const dialectOf = (venue: LiveVenue): Promise<VenueDialect> => DIALECTS[venue]();
