import type { VenueKey } from '../../domain/venue/venue-key.ts';
import type { LoopbackUrls } from '../../venues/ccxt/dialect.ts';
import { openLiveFeed } from '../../venues/ccxt/open-live-feed.ts';
import { SessionFailed } from '../../venues/live/open-session.ts';
import { openWithKey } from '../../venues/live/open-with-key.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import type { Clock } from '../clock.ts';
import type { ConnectedAccount } from './open-live.ts';

/** Connects an account and the market of everything it trades, by ccxt's symbols. */
export type ConnectAccount = (key: VenueKey, symbols: readonly string[]) => Promise<ConnectedAccount>;

/** What connecting needs beside the key. */
export interface ConnectOptions {
  readonly clock: Clock;
  /** Numbers in [0, 1), for the waits before dialing again. */
  readonly random: () => number;
  /** The addresses of a venue on this machine in place of the real ones. */
  readonly loopback?: LoopbackUrls;
}

/** Connects accounts at real venues. Whatever fails half way is closed again. */
export function accountConnector({ clock, loopback, random }: ConnectOptions): ConnectAccount {
  const urls = loopback === undefined ? {} : { loopback };
  return async (key, symbols) => {
    let venue: VenueSession;
    try {
      venue = await openWithKey(key, { clock, random, symbols, ...urls });
    } catch (error) {
      if (error instanceof SessionFailed) return { ok: false, detail: error.message };
      throw error;
    }
    const feed = await openLiveFeed({ venue: key.venue, symbols, clock, random, ...loopback });
    if (feed.ok) return { ok: true, connections: { venue, feed: feed.feed } };
    await venue.close();
    return { ok: false, detail: feed.failure.detail };
  };
}
