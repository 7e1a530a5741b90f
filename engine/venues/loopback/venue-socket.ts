import type { WebSocket } from 'ws';
import type { VenueClock } from '../venue-clock.ts';
import { CuttableSocket } from './cuttable-socket.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { LoopbackDialect, TopicMessage } from './loopback-dialect.ts';
import type { VenueMarkets } from './venue-markets.ts';

export interface VenueSocketOptions {
  readonly socket: WebSocket;
  readonly path: string;
  readonly dialect: LoopbackDialect;
  readonly markets: VenueMarkets;
  readonly faults: FaultPlan;
  readonly clock: VenueClock;
}

/** One client of the public stream: what it subscribed to, and everything it is sent. */
export class VenueSocket extends CuttableSocket {
  readonly #options: VenueSocketOptions;
  readonly #topics = new Set<string>();
  #count = 0;

  constructor(options: VenueSocketOptions) {
    super(options.socket, (text) => this.#hear(text));
    this.#options = options;
  }

  get side(): string {
    return this.#options.dialect.sideOf(this.#options.path);
  }

  publish({ content, topic }: TopicMessage, isLost: boolean): void {
    if (!this.#topics.has(topic)) return;
    // A lost message has its number all the same.
    const text = this.#textOf(content);
    if (!isLost) this.#options.faults.deliver(text, this.sendText);
  }

  #hear(text: string): void {
    const { clock, dialect, markets, path } = this.#options;
    dialect.hear(text, {
      path,
      markets,
      now: clock.now(),
      subscribe: (topic) => this.#topics.add(topic),
      unsubscribe: (topic) => this.#topics.delete(topic),
      send: (content) => this.sendText(this.#textOf(content)),
      sendText: this.sendText,
    });
  }

  #textOf(content: object): string {
    const text = this.#options.dialect.numbered?.(content, this.#count) ?? JSON.stringify(content);
    this.#count += 1;
    return text;
  }
}
