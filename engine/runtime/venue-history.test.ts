import { describe, expect, it } from 'vitest';
import type { LiveFeed } from '../venues/ccxt/live-feed.ts';
import { ManualClock } from './manual-clock.fixture.ts';
import { historyWithin } from './venue-history.ts';

const CANDLE = { openTime: 60_000, open: 1, high: 2, low: 1, close: 2, volume: 3 };

/** A feed of one symbol that tells its past as it is told to. */
const feedWith = (history: LiveFeed['history']): LiveFeed =>
  ({ instruments: [{ id: 'told:BTC', symbol: 'BTC' }], history }) as unknown as LiveFeed;

describe('the past of a venue’s markets', () => {
  it('is what the venue tells in time', async () => {
    const clock = new ManualClock(600_000);
    const feed = feedWith(() => Promise.resolve([CANDLE] as never));
    const { events, notices } = await historyWithin(feed, clock, 3000);
    expect(notices).toEqual([]);
    expect(events).toMatchObject([{ kind: 'venue-bar', openTime: 60_000, venueTime: 120_000, close: 2 }]);
  });

  it('is not waited for by whoever holds positions', async () => {
    const clock = new ManualClock(600_000);
    const waiting = historyWithin(
      feedWith(() => new Promise(() => undefined)),
      clock,
      3000,
    );
    clock.pass(3000);
    expect(await waiting).toEqual({ events: [], notices: ['the venue gave no history within 3000 ms'] });
  });
});
