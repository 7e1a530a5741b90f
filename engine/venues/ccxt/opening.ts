import type { RawFrameSink } from '../raw-frame.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { LiveFeed } from './live-feed.ts';
import type { LiveVenue } from '../../domain/instrument/live-venues.ts';

export interface OpenLiveOptions {
  readonly venue: LiveVenue;
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
  /** Takes what goes over the connections, as text. */
  readonly rawFrames?: RawFrameSink | undefined;
  /** Connections are replaced after this, where the venue's own time is not meant. */
  readonly rolloverAfterMs?: number | undefined;
}

export interface OpenFailure {
  readonly code: 'address-refused' | 'venue-unreachable' | 'venue-refused' | 'instrument-refused';
  /** What happened, with the numbers. */
  readonly detail: string;
}

export type OpenedLiveFeed =
  | { readonly ok: true; readonly feed: LiveFeed }
  | { readonly ok: false; readonly failure: OpenFailure };
