import type { LiveVenue } from './live-venues.ts';

/**
 * Every host the engine may talk to, by venue: market data and orders. Port 443 unless another is named.
 * The door to the network lets nothing else through, so a new address of a venue has to be written here.
 */
export const LIVE_VENUE_HOSTS: Readonly<Record<LiveVenue, readonly string[]>> = {
  bybit: ['api.bybit.com', 'stream.bybit.com'],
  binance: ['api.binance.com', 'stream.binance.com:9443', 'ws-api.binance.com'],
  'binance-usdm': ['fapi.binance.com', 'fstream.binance.com', 'ws-fapi.binance.com'],
  okx: ['www.okx.com', 'ws.okx.com:8443'],
  kraken: ['api.kraken.com', 'ws.kraken.com', 'ws-auth.kraken.com'],
  coinbase: ['api.coinbase.com', 'advanced-trade-ws.coinbase.com', 'advanced-trade-ws-user.coinbase.com'],
};

/** All of them. */
export const ALL_VENUE_HOSTS: readonly string[] = Object.values(LIVE_VENUE_HOSTS).flat();
