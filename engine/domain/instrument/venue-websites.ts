import type { LiveVenue } from './live-venues.ts';

/** Where a person finds a venue's own screens, when ours do not reach it. Copied for the person, never opened. */
export const VENUE_WEBSITES: Readonly<Record<LiveVenue, string>> = {
  bybit: 'https://www.bybit.com',
  binance: 'https://www.binance.com',
  'binance-usdm': 'https://www.binance.com/futures',
  okx: 'https://www.okx.com',
  kraken: 'https://www.kraken.com',
  coinbase: 'https://www.coinbase.com/advanced-trade',
};
