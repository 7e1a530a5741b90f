import type { MarketEvent } from '../../domain/market/market-event.ts';

/** Events read ahead of one instrument. A book event is about a kilobyte at most, so this is a few MB. */
const MOST_WAITING = 8192;

/**
 * Events of an asynchronous reader, handed out one by one without waiting. It reads ahead by itself,
 * but never further than a few thousand events.
 */
export class AwaitedEvents {
  readonly #iterator: AsyncIterator<MarketEvent>;
  #waiting: MarketEvent[] = [];
  #taken = 0;
  #isReading = false;
  #reading: Promise<void> = Promise.resolve();
  #isFinished = false;
  #failure: Error | undefined;

  constructor(events: AsyncIterable<MarketEvent>) {
    this.#iterator = events[Symbol.asyncIterator]();
    this.#readOn();
  }

  /** The next event, which stays until it is taken; undefined while there is none. */
  peek(): MarketEvent | undefined {
    const event = this.#waiting[this.#taken];
    if (event === undefined) this.#readOn();
    return event;
  }

  take(): void {
    this.#taken += 1;
    if (this.#taken < MOST_WAITING / 2) return;
    this.#waiting = this.#waiting.slice(this.#taken);
    this.#taken = 0;
    this.#readOn();
  }

  /** Nothing comes any more. */
  get isFinished(): boolean {
    return this.#isFinished && this.#taken >= this.#waiting.length;
  }

  /** Why reading ended before its time. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  close(): void {
    this.#isFinished = true;
    this.#waiting = [];
    this.#taken = 0;
    void this.#iterator.return?.().catch(() => undefined);
  }

  /** Resolves when there is an event or the end. */
  async first(): Promise<void> {
    await this.#reading;
  }

  #readOn(): void {
    if (this.#isReading || this.#isFinished) return;
    this.#isReading = true;
    this.#reading = this.#read();
  }

  async #read(): Promise<void> {
    try {
      while (!this.#isFinished && this.#waiting.length - this.#taken < MOST_WAITING) {
        const next = await this.#iterator.next();
        if (this.#isFinished) return;
        if (next.done === true) this.#isFinished = true;
        else this.#waiting.push(next.value);
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error('the reader broke', { cause: error });
      this.#isFinished = true;
    } finally {
      this.#isReading = false;
    }
  }
}
