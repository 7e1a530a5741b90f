import type { MarketEvent } from '../../domain/market/market-event.ts';
import { isMarketEvent, type KernelEvent } from '../../domain/session/kernel-event.ts';

/** Events of a market from another source, in order of time, as often as asked. */
export interface OtherMarket {
  /** What a person knows the source by. */
  readonly name: string;
  readonly events: () => Iterable<MarketEvent>;
}

/**
 * A session with its market told by another source: events for which `isReplaced` holds give way to those of the
 * other source for which it holds, up to the last moment of the session. What stays keeps its place by time, and
 * among events of one moment by how many replaced ones came before it: the session's own market put in again
 * gives the session as it was.
 * @yields the session's events with those of the other source.
 */
export function* withOtherMarket(
  session: Iterable<KernelEvent>,
  other: Iterable<MarketEvent>,
  isReplaced: (event: MarketEvent) => boolean,
): Generator<KernelEvent> {
  const source = new Source(other, isReplaced);
  let time = 0;
  let ofMoment = 0;
  try {
    for (const event of session) {
      if (event.time > time) {
        time = event.time;
        ofMoment = 0;
      }
      if (isMarketEvent(event) && isReplaced(event)) {
        ofMoment += 1;
        continue;
      }
      yield* source.upTo(time, ofMoment);
      yield event;
    }
    yield* source.upTo(time, Infinity);
  } finally {
    source.close();
  }
}

/** The other source, given out as far as asked. */
class Source {
  readonly #events: Iterator<MarketEvent>;
  readonly #isWanted: (event: MarketEvent) => boolean;
  #next: MarketEvent | undefined;
  #ofMoment = 0;
  #time = 0;

  constructor(events: Iterable<MarketEvent>, isWanted: (event: MarketEvent) => boolean) {
    this.#events = events[Symbol.iterator]();
    this.#isWanted = isWanted;
    this.#pull();
  }

  /**
   * Everything before `time`, and of that moment the first so many.
   * @yields what was not yet given out.
   */
  *upTo(time: number, ofMoment: number): Generator<MarketEvent> {
    for (let event = this.#next; event && this.#isDue(event, time, ofMoment); event = this.#next) {
      if (event.time > this.#time) {
        this.#time = event.time;
        this.#ofMoment = 0;
      }
      this.#ofMoment += 1;
      this.#pull();
      yield event;
    }
  }

  close(): void {
    this.#events.return?.();
  }

  #isDue(event: MarketEvent, time: number, ofMoment: number): boolean {
    if (event.time !== time) return event.time < time;
    return (this.#time === time ? this.#ofMoment : 0) < ofMoment;
  }

  #pull(): void {
    do {
      const { done, value } = this.#events.next();
      this.#next = done === true ? undefined : value;
    } while (this.#next && !this.#isWanted(this.#next));
  }
}
