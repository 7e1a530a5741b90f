import type { UnixMs } from '../domain/units/time.ts';
import type { PulledFeed } from '../venues/feed.ts';

/** A feed whose first event has been looked at, and when that was; undefined for an empty feed. */
export interface PeekedFeed {
  readonly feed: PulledFeed;
  readonly firstTime: UnixMs | undefined;
}

/** Looks at the first event without losing it: a session is described by when its market begins. */
export function peekFeed(feed: PulledFeed): PeekedFeed {
  const first = feed.next();
  let waiting = first;
  return {
    firstTime: first?.time,
    feed: {
      kind: 'pulled',
      instruments: feed.instruments,
      next: () => {
        if (!waiting) return feed.next();
        const event = waiting;
        waiting = undefined;
        return event;
      },
      progress: () => feed.progress(),
      close: () => feed.close(),
    },
  };
}
