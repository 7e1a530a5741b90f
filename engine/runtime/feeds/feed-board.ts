import type { FeedStreamView } from '../../contract/feed-health.ts';
import type { OpenedSession } from '../opened-session.ts';
import { feedStreamViews } from './feed-stream-views.ts';
import { StreamCensus } from './stream-census.ts';

/** How every stream of a session's market does, looked at once a second. */
export class FeedBoard {
  readonly #open: OpenedSession;
  readonly #census: StreamCensus;
  #views: readonly FeedStreamView[] = [];

  constructor(open: OpenedSession) {
    const { latency, source } = open.session.description;
    this.#open = open;
    this.#census = new StreamCensus(source === 'sandbox' ? latency.feedMs : 0);
    open.session.observe(this.#census);
  }

  /** As of the last look. */
  get views(): readonly FeedStreamView[] {
    return this.#views;
  }

  look(): readonly FeedStreamView[] {
    const { session } = this.#open;
    const health = this.#open.feedHealth?.() ?? this.#census.health(session.description.source);
    this.#views = feedStreamViews(health);
    return this.#views;
  }
}
