import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import type { BookDelta, BookSnapshot, FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import { binanceLoopback } from '../loopback/binance/binance-dialect.ts';
import { bybitLoopback } from '../loopback/bybit/bybit-dialect.ts';
import { coinbaseLoopback } from '../loopback/coinbase/coinbase-dialect.ts';
import type { LoopbackDialect } from '../loopback/loopback-dialect.ts';
import type { LoopbackVenue } from '../loopback/loopback-options.ts';
import { openLoopback } from '../loopback/loopback-venue.ts';
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
  /** Its books have no number, so the one meant is looked for, none older than the one before. */
  readonly hasNoNumbers?: boolean;
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
  {
    venue: 'coinbase',
    loopback: coinbaseLoopback,
    symbol: 'BTC/USDT',
    bookTopic: 'level2.BTC-USDT',
    side: 'public',
    hasNoNumbers: true,
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
/** How many published books a client may be behind. */
const MOST_BEHIND = 400;

/**
 * The genuine ccxt client on a loopback venue, its events put into plain books, each of them compared
 * with what the venue published under the same number.
 */
export async function followVenue(
  { hasNoNumbers = false, loopback, venue: name }: FollowedDialect,
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
  const comparison = new Comparison(venue, loopback, hasNoNumbers);
  await feed.start((event) => {
    events.push(event);
    if (event.kind === 'book-snapshot' || event.kind === 'book-delta')
      comparison.take(event, feed.instruments);
  });
  return {
    venue,
    feed,
    events,
    compared: comparison.counts,
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

/** Holds the books told against those the venue published. */
class Comparison {
  readonly counts = { equal: 0, unequal: 0 };
  readonly #venue: LoopbackVenue;
  readonly #loopback: LoopbackDialect;
  readonly #hasNoNumbers: boolean;
  readonly #books = new Map<InstrumentId, { readonly held: ReferenceBook; foundAt: number }>();

  constructor(venue: LoopbackVenue, loopback: LoopbackDialect, hasNoNumbers: boolean) {
    this.#venue = venue;
    this.#loopback = loopback;
    this.#hasNoNumbers = hasNoNumbers;
  }

  take(event: BookSnapshot | BookDelta, instruments: readonly Instrument[]): void {
    const instrument = instruments.find(({ id }) => id === event.instrument);
    if (instrument === undefined) throw new Error(`${event.instrument} was not asked for`);
    const book = this.#books.get(instrument.id) ?? { held: new ReferenceBook(), foundAt: 0 };
    this.#books.set(instrument.id, book);
    book.held.apply(event);
    const symbol = this.#loopback.symbolOf(instrument);
    const own = JSON.stringify(book.held.top(WHOLE_BOOK));
    const numbers = this.#hasNoNumbers ? this.#numbersFrom(book.foundAt, symbol) : [event.updateId];
    const found = numbers.find((number) => JSON.stringify(this.#venue.bookAt(symbol, number)) === own);
    if (found !== undefined) book.foundAt = found;
    this.counts[found === undefined ? 'unequal' : 'equal'] += 1;
  }

  /** Numbers published since the book found last. */
  #numbersFrom(foundAt: number, symbol: string): readonly number[] {
    const last = this.#venue.publishedUpdateId(symbol);
    const first = Math.max(foundAt, last - MOST_BEHIND);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }
}
