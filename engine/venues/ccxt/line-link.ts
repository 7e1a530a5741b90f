import type { VenueClock } from '../venue-clock.ts';
import type { Line } from './dialect.ts';
import { type VenueClient, wasUnsubscribed } from './venue-client.ts';

export interface LinkEvents {
  /** The text of a message; answers whether ccxt has to see it. */
  message(text: string): 'for-ccxt' | 'taken';
  /** The connection ended by itself. Told once. */
  lost(because: string): void;
}

/** One client connected for one line: its subscriptions, and what has been heard of it. */
export class LineLink {
  readonly client: VenueClient;
  readonly #clock: VenueClock;
  readonly #line: Line;
  readonly #events: LinkEvents;
  readonly dialedAt: number;
  #heardAt: number | undefined;
  #accepted = 0;
  #sequence: number | undefined;
  #isOpen = true;

  constructor(client: VenueClient, clock: VenueClock, { events, line }: { line: Line; events: LinkEvents }) {
    this.client = client;
    this.#clock = clock;
    this.#line = line;
    this.#events = events;
    this.dialedAt = clock.monotonicMs();
  }

  /** Subscribes to everything the line consists of. */
  open(): void {
    this.client.observe({
      message: (text) => {
        this.#heardAt = this.#clock.monotonicMs();
        return this.#isOpen ? this.#events.message(text) : 'taken';
      },
      alive: () => {
        this.#heardAt = this.#clock.monotonicMs();
      },
    });
    for (const call of this.#line.calls) this.follow(call.watch(this.client.exchange));
  }

  // Every frame is taken before ccxt resolves its watchers, so a watcher ends only with its connection.
  follow(watcher: Promise<unknown>): void {
    watcher.catch((error: unknown) => {
      if (wasUnsubscribed(error)) return;
      this.lose(error instanceof Error ? error.message : String(error));
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether anything was heard at all. */
  get wasHeard(): boolean {
    return this.#heardAt !== undefined;
  }

  /** Whether the venue has answered as many subscriptions as were asked for. */
  get isUp(): boolean {
    return this.#isOpen && this.#accepted >= this.#line.calls.length;
  }

  /** How long nothing has been heard, in ms. */
  silentMs(monotonicMs: number): number {
    return monotonicMs - (this.#heardAt ?? this.dialedAt);
  }

  /** A subscription was taken on, or refused for good; whether it was the last without an answer. */
  accept(): boolean {
    this.#accepted += 1;
    return this.#accepted === this.#line.calls.length;
  }

  /** What a message's number on this connection says of it. */
  judge(sequence: number | undefined): 'next' | 'repeated' | 'hole' {
    const last = this.#sequence;
    if (sequence === undefined) return 'next';
    if (last !== undefined && sequence <= last) return 'repeated';
    if (last !== undefined && sequence !== last + 1) return 'hole';
    this.#sequence = sequence;
    return 'next';
  }

  /** Ends the connection because it is of no more use, and says so. */
  lose(because: string): void {
    if (!this.#isOpen) return;
    this.close(because);
    this.#events.lost(because);
  }

  /** Ends the connection on purpose. */
  close(because: string): void {
    this.#isOpen = false;
    this.client.drop(because);
  }
}
