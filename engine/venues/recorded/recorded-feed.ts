import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { PulledFeed } from '../feed.ts';
import { RecordingError } from './recording-error.ts';

/** A feed from files, which may turn out to be damaged further on. */
export interface RecordedFeed extends PulledFeed {
  /** Why the feed ended before its time, naming file, line and rule; undefined while all is well. */
  readonly failure: string | undefined;
}

/**
 * The same feed, ending with `feed-status` `ended` for every instrument where it would throw a
 * `RecordingError`: what came before the damage stays usable, and nobody takes it for the whole.
 */
export function endingOnFailure(feed: PulledFeed): RecordedFeed {
  return new FeedEndingOnFailure(feed);
}

class FeedEndingOnFailure implements RecordedFeed {
  readonly kind = 'pulled';
  readonly #feed: PulledFeed;
  #lastTime = 0 as UnixMs;
  #farewells: MarketEvent[] = [];
  failure: string | undefined = undefined;

  constructor(feed: PulledFeed) {
    this.#feed = feed;
  }

  get instruments(): PulledFeed['instruments'] {
    return this.#feed.instruments;
  }

  next(): MarketEvent | undefined {
    if (this.failure !== undefined) return this.#farewells.shift();
    try {
      const event = this.#feed.next();
      if (event !== undefined) this.#lastTime = event.time;
      return event;
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      this.#fail(error.message);
      return this.#farewells.shift();
    }
  }

  progress(): number | undefined {
    return this.failure === undefined ? this.#feed.progress() : 1;
  }

  close(): void {
    this.#farewells = [];
    this.#feed.close();
  }

  #fail(failure: string): void {
    this.failure = failure;
    this.#feed.close();
    const time = this.#lastTime;
    this.#farewells = this.instruments.map(({ id }) => ({
      kind: 'feed-status',
      instrument: id,
      time,
      venueTime: time,
      status: 'ended',
      detail: failure,
    }));
  }
}
