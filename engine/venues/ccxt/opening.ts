import type { VenueClock } from '../venue-clock.ts';
import type { BybitFeed } from './bybit-feed.ts';

export interface OpenBybitOptions {
  /** ccxt's unified symbols: `BTC/USDT` is spot, `BTC/USDT:USDT` a perpetual. */
  readonly symbols: readonly string[];
  readonly clock: VenueClock;
  /** Numbers in [0, 1), for the waits between dials. */
  readonly random: () => number;
  /** A loopback venue's addresses in place of the real ones; both or neither. */
  readonly restUrl?: string | undefined;
  readonly wsUrl?: string | undefined;
  /** The venue must have answered within this. */
  readonly openWithinMs?: number;
}

export interface OpenFailure {
  readonly code: 'address-refused' | 'venue-unreachable' | 'venue-refused' | 'instrument-refused';
  /** What happened, with the numbers. */
  readonly detail: string;
}

export type OpenedBybitFeed =
  | { readonly ok: true; readonly feed: BybitFeed }
  | { readonly ok: false; readonly failure: OpenFailure };
