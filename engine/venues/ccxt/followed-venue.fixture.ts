import type { FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import { binanceLoopback } from '../loopback/binance/binance-dialect.ts';
import { bybitLoopback } from '../loopback/bybit/bybit-dialect.ts';
import type { LoopbackDialect } from '../loopback/loopback-dialect.ts';
import { type LoopbackVenue, openLoopback } from '../loopback/loopback-venue.ts';
import { ReferenceBook } from '../loopback/reference-book.ts';
import type { LiveFeed } from './live-feed.ts';
import type { LiveVenue } from '../../domain/instrument/live-venues.ts';
import { openLiveFeed } from './open-live-feed.ts';
import { clockAt, realClock } from './real-clock.fixture.ts';

/** What a venue's loopback is, and what about it a test has to name. */
export interface FollowedDialect {
  readonly venue: LiveVenue;
  readonly loopback: LoopbackDialect;
  /** A symbol of it, as ccxt calls it. */
  readonly symbol: string;
  /** The topic its book is published under, and the side of the venue it is on. */
  readonly bookTopic: string;
  readonly side: string;
}

/** Every venue that can be followed on a loopback; what holds of one holds of all. */
export const FOLLOWED: readonly FollowedDialect[] = [
  {
    venue: 'bybit',
    loopback: bybitLoopback,
    symbol: 'BTC/USDT:USDT',
    bookTopic: 'orderbook.50.BTCUSDT',
    side: 'linear',
  },
  {
    venue: 'binance',
    loopback: binanceLoopback('spot'),
    symbol: 'BTC/USDT',
    bookTopic: 'btcusdt@depth',
    side: 'spot',
  },
  {
    venue: 'binance-usdm',
    loopback: binanceLoopback('usdm'),
    symbol: 'BTC/USDT:USDT',
    bookTopic: 'btcusdt@depth',
    side: 'usdm',
  },
];

export interface FollowedVenue {
  readonly venue: LoopbackVenue;
  readonly feed: LiveFeed;
  readonly events: readonly MarketEvent[];
  /** Book updates that were equal to the venue's own book of the same number, and those that were not. */
  readonly compared: { readonly equal: number; readonly unequal: number };
  readonly statuses: (instrument: string) => readonly FeedStatus['status'][];
  readonly close: () => Promise<void>;
}

export interface FollowOptions {
  readonly seed?: number;
  readonly speed?: number;
  readonly rolloverAfterMs?: number;
}

/** Enough for a published update every 20 ms. */
const MARKET_SPEED = 25;
const WHOLE_BOOK = 100_000;

/**
 * The genuine ccxt client on a loopback venue, its events put into plain books, each of them compared
 * with what the venue published under the same number.
 */
export async function followVenue(
  { loopback, venue: name }: FollowedDialect,
  symbols: readonly string[],
  { rolloverAfterMs, seed = 7, speed = 1 }: FollowOptions = {},
): Promise<FollowedVenue> {
  const venue = await openLoopback({
    dialect: loopback,
    seed,
    clock: realClock,
    historyMinutes: 3,
    marketSpeed: MARKET_SPEED,
  });
  const { restUrl, wsUrl } = venue;
  const opened = await openLiveFeed({
    venue: name,
    symbols,
    clock: clockAt(speed),
    random: () => 0.5,
    restUrl,
    wsUrl,
    openWithinMs: 10_000 * speed,
    rolloverAfterMs,
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
    const instrument = feed.instruments.find(({ id }) => id === event.instrument);
    const truth = instrument && venue.bookAt(loopback.symbolOf(instrument), event.updateId);
    const isEqual = JSON.stringify(book?.top(WHOLE_BOOK)) === JSON.stringify(truth);
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
