import type { FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import type { LoopbackOptions } from '../loopback/loopback-options.ts';
import type { ChecksummedVenue } from '../loopback/okx-loopback.ts';
import { type BookSides, ReferenceBook } from '../loopback/reference-book.ts';
import type { LiveFeed } from './live-feed.ts';
import type { LiveVenue } from '../../domain/instrument/live-venues.ts';
import { openLiveFeed } from './open-live-feed.ts';
import { realClock } from './real-clock.fixture.ts';

/** How one venue with checksums is followed on a loopback. */
export interface CheckedVenueCase {
  readonly venue: LiveVenue;
  readonly open: (options: Omit<LoopbackOptions, 'dialect'>) => Promise<ChecksummedVenue>;
  /** The symbol at the loopback venue of an instrument's id. */
  readonly marketOf: (instrument: string) => string;
  /** Levels of each side the venue's own means can prove to be right. */
  readonly verifiedDepth: number;
}

export interface FollowedCheckedVenue extends ChecksummedVenue {
  readonly feed: LiveFeed;
  readonly events: readonly MarketEvent[];
  /** Book events after which the book was one the venue has published, in its order; and others. */
  readonly compared: { readonly equal: number; readonly unequal: number };
  readonly statuses: (instrument: string) => readonly FeedStatus['status'][];
  readonly close: () => Promise<void>;
}

const MARKET_SPEED = 25;
/** How many published books a client may be behind. */
const MOST_BEHIND = 400;

/**
 * The genuine ccxt client on a loopback venue. Not every venue numbers its books, so after each event the
 * book is looked for among those the venue published, none of them older than the one found before.
 */
export async function followChecked(
  { marketOf, open, venue, verifiedDepth }: CheckedVenueCase,
  symbols: readonly string[],
): Promise<FollowedCheckedVenue> {
  const opened = await open({ seed: 11, clock: realClock, historyMinutes: 3, marketSpeed: MARKET_SPEED });
  const { restUrl, wsUrl } = opened.venue;
  const live = await openLiveFeed({ venue, symbols, clock: realClock, random: () => 0.5, restUrl, wsUrl });
  if (!live.ok) throw new Error(live.failure.detail);
  const { feed } = live;
  const events: MarketEvent[] = [];
  const compared = { equal: 0, unequal: 0 };
  const books = new Map(feed.instruments.map(({ id }) => [id, { book: new ReferenceBook(), foundAt: 0 }]));
  const publishedIds = (symbol: string, from: number) => {
    const last = opened.venue.publishedUpdateId(symbol);
    return { first: Math.max(from, last - MOST_BEHIND * STEP), last };
  };
  await feed.start((event) => {
    events.push(event);
    if (event.kind !== 'book-snapshot' && event.kind !== 'book-delta') return;
    const followed = books.get(event.instrument);
    if (followed === undefined) return;
    followed.book.apply(event);
    const symbol = marketOf(event.instrument);
    const own = shownTop(followed.book.top(verifiedDepth), verifiedDepth);
    const { first, last } = publishedIds(symbol, followed.foundAt);
    for (let id = first; id <= last; id += 1) {
      const truth = opened.venue.bookAt(symbol, id);
      if (truth === undefined || shownTop(truth, verifiedDepth) !== own) continue;
      followed.foundAt = id;
      compared.equal += 1;
      return;
    }
    compared.unequal += 1;
  });
  return {
    ...opened,
    feed,
    events,
    compared,
    statuses: (instrument) =>
      events.flatMap((event) =>
        event.kind === 'feed-status' && event.instrument === instrument ? [event.status] : [],
      ),
    async close() {
      await feed.stop();
      await opened.venue.close();
    },
  };
}

/** Numbers a published book may lie apart on the wire. */
const STEP = 3;

const shownTop = ({ asks, bids }: BookSides, levels: number): string =>
  JSON.stringify([bids.slice(0, 2 * levels), asks.slice(0, 2 * levels)]);
