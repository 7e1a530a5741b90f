import type { FeedStreamView } from '../../contract/feed-health.ts';
import type { OpenedSession } from '../opened-session.ts';
import { feedStreamViews } from './feed-stream-views.ts';
import { StreamCensus } from './stream-census.ts';

/** How every stream of the open session's market does, looked at once a second. */
export class FeedBoard {
  #open: OpenedSession | undefined;
  #census = new StreamCensus(0);
  #views: readonly FeedStreamView[] = [];

  /** As of the last look. */
  get views(): readonly FeedStreamView[] {
    return this.#views;
  }

  /** Counts the streams of a session that was just opened. */
  follow(open: OpenedSession): void {
    const { latency, source } = open.session.description;
    this.#open = open;
    this.#views = [];
    this.#census = new StreamCensus(source === 'sandbox' ? latency.feedMs : 0);
    open.session.observe(this.#census);
  }

  look(): readonly FeedStreamView[] {
    const open = this.#open;
    if (open === undefined) return this.#views;
    const health = open.feedHealth?.() ?? this.#census.health(open.session.description.source);
    this.#views = feedStreamViews(health);
    return this.#views;
  }
}
