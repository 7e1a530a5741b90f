import type { VenueBar } from '../domain/market/market-event.ts';
import { unixMs } from '../domain/units/time.ts';
import type { LiveFeed } from '../venues/ccxt/live-feed.ts';
import type { Clock } from './clock.ts';

/** The past of a venue's markets, as it tells it. */
export interface VenueHistory {
  readonly events: readonly VenueBar[];
  readonly notices: readonly string[];
}

/** How much of the venue's past is asked for. */
const HISTORY_MINUTES = 480;
const MINUTE_MS = 60_000;

/** What has come of a venue's past within so many ms: whoever holds positions must not wait for a chart. */
export async function historyWithin(feed: LiveFeed, clock: Clock, ms: number): Promise<VenueHistory> {
  let forget: () => void = () => undefined;
  const none = new Promise<VenueHistory>((resolve) => {
    const notices = [`the venue gave no history within ${ms} ms`];
    forget = clock.after(ms, () => resolve({ events: [], notices }));
  });
  const history = await Promise.race([historyOf(feed, clock.now()), none]);
  forget();
  return history;
}

/** Bars of the venue as events, oldest first; what cannot be had costs the chart its past and nothing else. */
export async function historyOf(feed: LiveFeed, now: number): Promise<VenueHistory> {
  const events: VenueBar[] = [];
  const notices: string[] = [];
  for (const { id: instrument, symbol } of feed.instruments) {
    try {
      for (const candle of await feed.history(symbol, HISTORY_MINUTES)) {
        const openTime = unixMs(candle.openTime);
        const venueTime = unixMs(openTime + MINUTE_MS);
        events.push({
          kind: 'venue-bar',
          instrument,
          time: unixMs(now),
          venueTime,
          ...candle,
          openTime,
          intervalMs: MINUTE_MS,
        });
      }
    } catch (error) {
      notices.push(
        `${symbol}: the venue gave no history: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return { events, notices };
}
