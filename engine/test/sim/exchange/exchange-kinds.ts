import type { VenueTraits } from '../../../domain/venue/venue-traits.ts';

/** A family of venues as far as orders go. */
export type ExchangeKind = 'bybit-like' | 'binance-like' | 'okx-like' | 'kraken-like';

const DAY_MS = 86_400_000;

/** What each can do. Bybit puts the stop into the entry and onto the position, Kraken knows none of it. */
export const EXCHANGE_KINDS: Readonly<Record<ExchangeKind, VenueTraits>> = {
  'bybit-like': {
    attachesStops: true,
    stopsFollowPosition: true,
    amendsInPlace: true,
    findsByClientId: true,
    receiveWindowMs: 5000,
    historyMs: 7 * DAY_MS,
    deadMan: 'cancels-everything',
  },
  'binance-like': {
    attachesStops: false,
    stopsFollowPosition: false,
    amendsInPlace: true,
    findsByClientId: true,
    receiveWindowMs: 5000,
    historyMs: 7 * DAY_MS,
    deadMan: 'cancels-everything',
  },
  'okx-like': {
    attachesStops: true,
    stopsFollowPosition: false,
    amendsInPlace: true,
    findsByClientId: true,
    receiveWindowMs: 5000,
    historyMs: 7 * DAY_MS,
    deadMan: 'spares-stops',
  },
  'kraken-like': {
    attachesStops: false,
    stopsFollowPosition: false,
    amendsInPlace: false,
    findsByClientId: false,
    receiveWindowMs: undefined,
    historyMs: 90 * DAY_MS,
    deadMan: 'cancels-everything',
  },
};
