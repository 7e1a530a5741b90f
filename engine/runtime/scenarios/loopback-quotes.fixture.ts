import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { LiveFeed } from '../../venues/ccxt/live-feed.ts';
import { realClock } from '../../venues/ccxt/real-clock.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';

const QUOTE_EVERY_MS = 100;

/** What a test does to the quotes of a market. */
export interface Quotes {
  isSilent: boolean;
}

/** The public side of a loopback venue's market: its best bid and ask, over and over. */
export function quotesOf(
  venue: TradingLoopback,
  coreSymbol: string,
  instruments: readonly Instrument[],
  quotes: Quotes = { isSilent: false },
): LiveFeed {
  let stop: () => void = () => undefined;
  const quote = (onEvent: (event: MarketEvent) => void): void => {
    const market = venue.core.market(coreSymbol);
    const [instrument] = instruments;
    if (!market || !instrument || quotes.isSilent) return;
    const now = unixMs(realClock.now());
    const seen = { instrument: instrument.id, time: now, venueTime: now };
    onEvent({ kind: 'feed-status', ...seen, status: 'live', detail: '' });
    onEvent({
      kind: 'book-snapshot',
      ...seen,
      bids: [market.bid, 10_000],
      asks: [market.ask, 10_000],
      updateId: now,
    });
  };
  return {
    kind: 'pushed',
    instruments,
    start(onEvent) {
      quote(onEvent);
      stop = realClock.every(QUOTE_EVERY_MS, () => quote(onEvent));
      return Promise.resolve();
    },
    stop() {
      stop();
      return Promise.resolve();
    },
    history: () => Promise.resolve([]),
    statistics: () => {
      throw new Error('a quoting feed has no statistics');
    },
    health: () => ({ venue: 'loopback', streams: [], clock: undefined }),
  };
}
