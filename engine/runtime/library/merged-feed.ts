import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { PulledFeed } from '../../venues/feed.ts';
import { AwaitedEvents } from './awaited-events.ts';

/** The past of one instrument. */
export interface PastOfInstrument {
  readonly instrument: Instrument;
  readonly events: AsyncIterable<MarketEvent>;
}

export interface MergedFeedOptions {
  readonly parts: readonly PastOfInstrument[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Told why a part ended before its time. */
  readonly onFailure: (detail: string) => void;
}

/** Several instruments' pasts as one feed, merged by time, with a few thousand events of each in memory. */
export class MergedFeed implements PulledFeed {
  readonly kind = 'pulled';
  readonly instruments: readonly Instrument[];
  readonly #parts: readonly { readonly instrument: Instrument; readonly events: AwaitedEvents }[];
  readonly #options: MergedFeedOptions;
  readonly #farewells: MarketEvent[] = [];
  readonly #told = new Set<AwaitedEvents>();
  #time = 0;
  #isWaiting = false;

  constructor(options: MergedFeedOptions) {
    this.#options = options;
    this.instruments = options.parts.map(({ instrument }) => instrument);
    this.#parts = options.parts.map(({ events, instrument }) => ({
      instrument,
      events: new AwaitedEvents(events),
    }));
  }

  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Resolves when every part has its first events. */
  async begin(): Promise<void> {
    await Promise.all(this.#parts.map(({ events }) => events.first()));
  }

  next(): MarketEvent | undefined {
    let earliest: AwaitedEvents | undefined;
    let event: MarketEvent | undefined;
    this.#isWaiting = false;
    for (const { events, instrument } of this.#parts) {
      const next = events.peek();
      if (next === undefined) this.#lookWhy(events, instrument);
      else if (event === undefined || next.time < event.time) {
        event = next;
        earliest = events;
      }
    }
    // Without one of the parts nobody knows whose event comes first.
    if (this.#isWaiting) return undefined;
    const farewell = this.#farewells.shift();
    if (farewell !== undefined) return farewell;
    earliest?.take();
    return event === undefined ? undefined : this.#inOrder(event);
  }

  progress(): number {
    const { fromMs, toMs } = this.#options;
    if (this.#parts.every(({ events }) => events.isFinished)) return 1;
    return Math.min(1, Math.max(0, (this.#time - fromMs) / Math.max(1, toMs - fromMs)));
  }

  close(): void {
    for (const { events } of this.#parts) events.close();
  }

  #lookWhy(events: AwaitedEvents, instrument: Instrument): void {
    if (!events.isFinished) {
      this.#isWaiting = true;
      return;
    }
    if (events.failure === undefined || this.#told.has(events)) return;
    this.#told.add(events);
    const detail = events.failure.message;
    this.#options.onFailure(detail);
    this.#farewells.push(this.#endOf(instrument, detail));
  }

  #endOf({ id }: Instrument, detail: string): FeedStatus {
    const time = unixMs(this.#time);
    return { kind: 'feed-status', instrument: id, time, venueTime: time, status: 'ended', detail };
  }

  #inOrder(event: MarketEvent): MarketEvent {
    if (event.time < this.#time) return { ...event, time: unixMs(this.#time) };
    this.#time = event.time;
    return event;
  }
}
