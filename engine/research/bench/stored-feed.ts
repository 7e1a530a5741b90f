import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { PulledFeed } from '../../venues/feed.ts';

/** Events held in memory, so that making them is no part of what is measured. */
export interface StoredEvents {
  readonly instruments: readonly Instrument[];
  readonly events: readonly MarketEvent[];
}

/** Takes a feed's events into memory, at most `count`, and closes it. */
export function storeEvents(feed: PulledFeed, count = Infinity): StoredEvents {
  const events: MarketEvent[] = [];
  while (events.length < count) {
    const event = feed.next();
    if (!event) break;
    events.push(event);
  }
  const { instruments } = feed;
  feed.close();
  return { instruments, events };
}

/** A feed of stored events from their beginning. */
export function feedOf({ events, instruments }: StoredEvents): PulledFeed {
  let next = 0;
  return {
    kind: 'pulled',
    instruments,
    next: () => events[next++],
    progress: () => next / events.length,
    close: () => undefined,
  };
}
