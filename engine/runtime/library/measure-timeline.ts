import type { ReplayTimelineView } from '../../contract/library-views.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';

/** More holes than this cannot be told apart on a bar. */
const MOST_GAPS = 500;
/** A feed that says nothing for so long has a hole, whatever it says about itself. */
const SILENCE_MS = 60_000;

type Gap = ReplayTimelineView['gaps'][number];

/** Reads files once to learn from when to when they are and where they cannot be believed. */
export function measureTimeline(paths: readonly string[]): ReplayTimelineView | undefined {
  const opened = openRecordedFeed(paths);
  if (!opened.ok) return undefined;
  const { feed } = opened;
  const watch = new GapWatch();
  for (let event = feed.next(); event !== undefined; event = feed.next()) watch.take(event);
  feed.close();
  return watch.timeline();
}

/** Finds holes in a stream: what the feed says of itself, and silence of all instruments. */
export class GapWatch {
  readonly #gaps: Gap[] = [];
  readonly #distrusted = new Map<string, number>();
  #first: number | undefined;
  #last = 0;

  take(event: MarketEvent): void {
    const { instrument, time } = event;
    if (this.#first !== undefined && time - this.#last > SILENCE_MS) this.#add(this.#last, time);
    this.#first ??= time;
    this.#last = Math.max(this.#last, time);
    const since = this.#distrusted.get(instrument);
    if (event.kind === 'feed-status' && (event.status === 'gap' || event.status === 'stale')) {
      this.#distrusted.set(instrument, since ?? time);
    } else if (since !== undefined && isTrusted(event)) {
      this.#distrusted.delete(instrument);
      this.#add(since, time);
    }
  }

  timeline(): ReplayTimelineView | undefined {
    if (this.#first === undefined) return undefined;
    for (const since of this.#distrusted.values()) this.#add(since, this.#last);
    return { fromMs: this.#first, toMs: this.#last, gaps: this.#gaps };
  }

  #add(fromMs: number, toMs: number): void {
    if (this.#gaps.length < MOST_GAPS && toMs > fromMs) this.#gaps.push({ fromMs, toMs });
  }
}

const isTrusted = (event: MarketEvent): boolean =>
  event.kind === 'book-snapshot' || (event.kind === 'feed-status' && event.status === 'live');
