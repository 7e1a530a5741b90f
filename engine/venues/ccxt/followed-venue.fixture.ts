import type { FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import { type BybitLoopback, openBybitLoopback } from '../loopback/bybit-loopback.ts';
import { ReferenceBook } from '../loopback/reference-book.ts';
import { BYBIT_BOOK_DEPTH as BOOK_DEPTH } from './dialects/bybit.ts';
import type { LiveFeed } from './live-feed.ts';
import { openLiveFeed } from './open-live-feed.ts';
import { clockAt, realClock } from './real-clock.fixture.ts';

export interface FollowedVenue {
  readonly venue: BybitLoopback;
  readonly feed: LiveFeed;
  readonly events: readonly MarketEvent[];
  /** Book updates that were equal to the venue's own book of the same number, and those that were not. */
  readonly compared: { readonly equal: number; readonly unequal: number };
  readonly statuses: (instrument: string) => readonly FeedStatus['status'][];
  readonly close: () => Promise<void>;
}

/** Enough for a published update every 20 ms. */
const MARKET_SPEED = 25;

/**
 * The genuine ccxt client on a loopback venue, its events put into plain books, each of them compared
 * with what the venue published under the same number.
 */
export async function followVenue(
  symbols: readonly string[],
  { seed = 7, speed = 1 }: { seed?: number; speed?: number } = {},
): Promise<FollowedVenue> {
  const venue = await openBybitLoopback({
    seed,
    clock: realClock,
    historyMinutes: 3,
    marketSpeed: MARKET_SPEED,
  });
  const { restUrl, wsUrl } = venue;
  const clock = clockAt(speed);
  const opened = await openLiveFeed({
    venue: 'bybit',
    symbols,
    clock,
    random: () => 0.5,
    restUrl,
    wsUrl,
    openWithinMs: 10_000 * speed,
  });
  if (!opened.ok) throw new Error(opened.failure.detail);
  const { feed } = opened;
  const events: MarketEvent[] = [];
  const compared = { equal: 0, unequal: 0 };
  const books = new Map<string, ReferenceBook>(feed.instruments.map(({ id }) => [id, new ReferenceBook()]));
  await feed.start((event) => {
    events.push(event);
    if (event.kind !== 'book-snapshot' && event.kind !== 'book-delta') return;
    const book = books.get(event.instrument);
    book?.apply(event);
    const truth = venue.bookAt(wireSymbolOf(event.instrument), event.updateId);
    const isEqual = JSON.stringify(book?.top(BOOK_DEPTH * 2)) === JSON.stringify(truth);
    compared[isEqual ? 'equal' : 'unequal'] += 1;
  });
  return {
    venue,
    feed,
    events,
    compared,
    statuses: (instrument) =>
      events.flatMap((event) =>
        event.kind === 'feed-status' && event.instrument === instrument ? [event.status] : [],
      ),
    async close() {
      await feed.stop();
      await venue.close();
    },
  };
}

/** `bybit:BTC/USDT:USDT` is `BTCUSDT` on the wire. */
const wireSymbolOf = (id: string): string => id.split(':')[1]?.replace('/', '') ?? id;
