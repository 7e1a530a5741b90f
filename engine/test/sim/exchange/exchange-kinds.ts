import type { VenueTraits } from '../../../domain/venue/venue-traits.ts';

/** A family of venues as far as orders go. */
export type ExchangeKind = 'bybit-like' | 'binance-like' | 'okx-like' | 'kraken-like' | SpotKind;
/** Venues where nothing is sold that is not held; where a stop sets aside what it would sell, at OKX only once set off. */
export type SpotKind = 'binance-spot-like' | 'kraken-spot-like' | 'okx-spot-like' | 'coinbase-spot-like';

const DAY_MS = 86_400_000;

const BINANCE: VenueTraits = {
  attachesStops: false,
  stopsFollowPosition: false,
  amendsInPlace: true,
  findsByClientId: true,
  receiveWindowMs: 5000,
  historyMs: 7 * DAY_MS,
  deadMan: 'cancels-everything',
};

/** What a kind of exchange can do, and how it answers. */
export interface ExchangeHabits {
  readonly traits: VenueTraits;
  /** Its answers name the order and say nothing of how it stands. */
  readonly answersWithIdsOnly: boolean;
  /** What is held are coins, and a sale that has not happened yet sets them aside. */
  readonly isSpot?: boolean;
  /** Fees of what is bought are taken in the coin. */
  readonly takesFeesInCoin?: boolean;
}

/**
 * What each can do. Bybit takes the stop inside the entry and makes it the position's. OKX lets stops live
 * long on their way and counts requests. Kraken finds nothing by our id and refuses nothing for its age.
 */
export const EXCHANGE_KINDS: Readonly<Record<ExchangeKind, ExchangeHabits>> = {
  'bybit-like': {
    traits: { ...BINANCE, attachesStops: true, stopsFollowPosition: true, deadMan: undefined },
    answersWithIdsOnly: true,
  },
  'binance-like': { traits: BINANCE, answersWithIdsOnly: false },
  'okx-like': {
    traits: { ...BINANCE, receiveWindowMs: 30_000, plainWindowMs: 5000, rate: { requests: 60, perMs: 2000 } },
    answersWithIdsOnly: true,
  },
  'kraken-like': {
    traits: {
      ...BINANCE,
      amendsInPlace: false,
      findsByClientId: false,
      receiveWindowMs: undefined,
      historyMs: 90 * DAY_MS,
    },
    answersWithIdsOnly: false,
  },
  'binance-spot-like': {
    traits: {
      ...BINANCE,
      amendsInPlace: false,
      deadMan: undefined,
      stopsLockBalance: true,
      movesSpotStops: 'replace-in-one-request',
    },
    answersWithIdsOnly: false,
    isSpot: true,
    takesFeesInCoin: true,
  },
  'kraken-spot-like': {
    traits: {
      ...BINANCE,
      findsByClientId: false,
      receiveWindowMs: undefined,
      historyMs: 90 * DAY_MS,
      stopsLockBalance: true,
      movesSpotStops: 'amend',
    },
    answersWithIdsOnly: true,
    isSpot: true,
  },
  'okx-spot-like': {
    traits: { ...BINANCE, deadMan: undefined, stopsLockBalance: false, movesSpotStops: 'amend' },
    answersWithIdsOnly: true,
    isSpot: true,
    takesFeesInCoin: true,
  },
  'coinbase-spot-like': {
    traits: {
      ...BINANCE,
      amendsInPlace: false,
      receiveWindowMs: 15_000,
      historyMs: 90 * DAY_MS,
      deadMan: undefined,
      stopsLockBalance: true,
      movesSpotStops: 'cancel-then-place',
    },
    answersWithIdsOnly: true,
    isSpot: true,
  },
};
