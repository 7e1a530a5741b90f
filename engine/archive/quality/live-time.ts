import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { FeedGap } from './day-quality.ts';

/** Without any event for so long a feed is not live, whatever it said. */
const SILENT_MS = 60_000;

/** Follows how long a feed could be believed, and where it could not. */
export class LiveTime {
  liveMs = 0;
  readonly gaps: FeedGap[] = [];
  #last: UnixMs | undefined;
  /** Since when the feed itself says that it is not live. */
  #markedFrom: UnixMs | undefined;
  readonly #bars: { readonly from: number; readonly to: number }[] = [];

  add(event: MarketEvent): void {
    if (event.kind === 'venue-bar') {
      this.#bars.push({ from: event.openTime, to: event.openTime + event.intervalMs });
      return;
    }
    const { time } = event;
    const last = this.#last ?? time;
    const isLive = event.kind === 'feed-status' && event.status === 'live';
    if (this.#markedFrom !== undefined) this.#passMarked(time, isLive);
    else if (time - last > SILENT_MS) this.gaps.push({ from: last, to: time, cause: 'silent' });
    else this.liveMs += time - last;
    if (event.kind === 'feed-status' && !isLive) this.#markedFrom ??= time;
    this.#last = time;
  }

  /** Live ms of the day; of a day that has only bars, what they cover. */
  coveredMs(): number {
    return this.#last === undefined ? lengthOf(this.#bars) : this.liveMs;
  }

  #passMarked(time: UnixMs, isLive: boolean): void {
    if (!isLive) return;
    const from = this.#markedFrom ?? time;
    if (time > from) this.gaps.push({ from, to: time, cause: 'marked' });
    this.#markedFrom = undefined;
  }
}

/** How long spans last together, in ms; where they overlap, time passes once. */
function lengthOf(spans: readonly { readonly from: number; readonly to: number }[]): number {
  let length = 0;
  let until = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return length;
}
