import type { VenueClock } from '../venue-clock.ts';
import { type BybitCategory, type BybitClient, wasUnsubscribed } from './bybit-client.ts';
import { type FrameSteps, frameStepsOf, readBybitFrame } from './bybit-frame.ts';
import type { InstrumentFeed, Moment } from './instrument-feed.ts';
import { ReconnectDelay } from './reconnect-delay.ts';

export interface ConnectionOptions {
  readonly category: BybitCategory;
  readonly client: BybitClient;
  readonly clock: VenueClock;
  /** Numbers in [0, 1), for the waits between dials. */
  readonly random: () => number;
  readonly moment: () => Moment;
}

export const BOOK_DEPTH = 50;
const UNSUBSCRIBE_WITHIN_MS = 5000;
/** Pings are answered within this, or nobody is there any more. */
const LONGEST_SILENCE_MS = 15_000;

/** One socket of the venue and everything subscribed on it, dialed again whenever it is lost. */
export class BybitConnection {
  readonly #options: ConnectionOptions;
  readonly #feeds = new Map<string, InstrumentFeed>();
  readonly #steps = new Map<string, FrameSteps>();
  readonly #delay: ReconnectDelay;
  #generation = 0;
  #isOpen = false;
  #heardAt: number | undefined;
  #dialedAt = 0;
  #refusedFrames = 0;
  #losses = 0;
  #lastRefusal = '';
  #stopWaiting = () => {};

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#delay = new ReconnectDelay(options.random);
  }

  /** Makes an instrument of this category part of the connection, under the venue's own symbol. */
  add(wireSymbol: string, feed: InstrumentFeed): void {
    this.#feeds.set(wireSymbol, feed);
    this.#steps.set(wireSymbol, frameStepsOf(feed.instrument));
  }

  get category(): BybitCategory {
    return this.#options.category;
  }

  /** Frames that broke a rule, and the last rule broken. */
  get refused(): { readonly frames: number; readonly rule: string } {
    return { frames: this.#refusedFrames, rule: this.#lastRefusal };
  }

  /** How often the connection was lost. */
  get losses(): number {
    return this.#losses;
  }

  open(): void {
    const { client, clock, moment } = this.#options;
    const generation = this.#generation;
    this.#isOpen = true;
    this.#heardAt = undefined;
    this.#dialedAt = clock.monotonicMs();
    this.#delay.dialed(this.#dialedAt);
    for (const feed of this.#feeds.values()) {
      const { kind, symbol } = feed.instrument;
      feed.opened(moment());
      this.#follow(client.watchOrderBook(symbol, BOOK_DEPTH), generation);
      this.#follow(client.watchTrades(symbol), generation);
      if (kind === 'linear-perpetual') this.#follow(client.watchTicker(symbol), generation);
    }
  }

  close(): void {
    this.#generation += 1;
    this.#isOpen = false;
    this.#stopWaiting();
  }

  /** Takes a message of this socket; answers whether ccxt has to see it. */
  take(message: unknown): 'for-ccxt' | 'taken' {
    this.#heardAt = this.#options.clock.monotonicMs();
    const frame = readBybitFrame(message, (symbol) => this.#steps.get(symbol));
    switch (frame.kind) {
      case 'control':
        return 'for-ccxt';
      case 'malformed':
        this.#refusedFrames += 1;
        this.#lastRefusal = frame.rule;
        return 'taken';
      case 'book':
      case 'trades':
      case 'ticker':
        this.#feeds.get(frame.symbol)?.take(frame, this.#options.moment());
        return 'taken';
    }
  }

  /** Looks for silence: of an instrument, or of the whole connection. */
  check(): void {
    const { category, client, clock, moment } = this.#options;
    if (!this.#isOpen) return;
    for (const feed of this.#feeds.values()) feed.check(moment());
    const silentMs = clock.monotonicMs() - (this.#heardAt ?? this.#dialedAt);
    if (silentMs > LONGEST_SILENCE_MS) client.drop(category, `silent for ${Math.round(silentMs)} ms`);
  }

  /** Subscribes to a book anew, which begins with a snapshot. */
  resync(symbol: string): void {
    const { category, client, clock } = this.#options;
    const generation = this.#generation;
    const giveUp = (because: string) => {
      if (generation === this.#generation) client.drop(category, because);
    };
    const cancel = clock.after(UNSUBSCRIBE_WITHIN_MS, () => giveUp(`${symbol}: no answer to unsubscribe`));
    client.unWatchOrderBook(symbol, { limit: BOOK_DEPTH }).then(
      () => {
        cancel();
        if (generation === this.#generation)
          this.#follow(client.watchOrderBook(symbol, BOOK_DEPTH), generation);
      },
      (error: unknown) => {
        cancel();
        giveUp(String(error));
      },
    );
  }

  // Every frame is taken before ccxt resolves its watchers, so a watcher ends only with its connection.
  #follow(watcher: Promise<unknown>, generation: number): void {
    watcher.catch((error: unknown) => {
      if (!wasUnsubscribed(error)) this.#lost(generation, error);
    });
  }

  #lost(generation: number, error: unknown): void {
    if (generation !== this.#generation) return;
    const { category, client, clock, moment } = this.#options;
    const because = error instanceof Error ? error.message : String(error);
    this.#generation += 1;
    this.#isOpen = false;
    this.#losses += 1;
    client.drop(category, because);
    const at = clock.monotonicMs();
    const waitMs = this.#delay.next(at, this.#heardAt === undefined ? 0 : at - this.#dialedAt);
    const detail = `connection lost (${because}); dialing again in ${Math.round(waitMs)} ms`;
    for (const feed of this.#feeds.values()) feed.lost(detail, moment());
    this.#stopWaiting = clock.after(waitMs, () => this.open());
  }
}
