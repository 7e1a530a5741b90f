import type { WebSocket } from 'ws';
import type { VenueClock } from '../venue-clock.ts';
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
export class VenueSocket {
  readonly #options: VenueSocketOptions;
  readonly #topics = new Set<string>();
  readonly #send: (text: string) => void;
  #isHalfOpen = false;
  #count = 0;

  constructor(options: VenueSocketOptions) {
    const { socket } = options;
    this.#options = options;
    this.#send = (text) => {
      if (socket.readyState === socket.OPEN && !this.#isHalfOpen) socket.send(text);
    };
    socket.on('message', (message: Buffer) => this.#hear(message.toString()));
    // A reset shows as an error first; that it closed is all there is to know.
    socket.on('error', () => undefined);
  }

  get side(): string {
    return this.#options.dialect.sideOf(this.#options.path);
  }

  publish({ content, topic }: TopicMessage, isLost: boolean): void {
    if (!this.#topics.has(topic)) return;
    // A lost message has its number all the same.
    const text = this.#textOf(content);
    if (!isLost) this.#options.faults.deliver(text, this.#send);
  }

  /** Sends text as it is. */
  sendText(text: string): void {
    this.#send(text);
  }

  /** From here on nothing is sent any more, not even an answer to a ping, and nothing closed. */
  halfOpen(): void {
    this.#isHalfOpen = true;
    this.#options.socket.pong = () => undefined;
  }

  /** Ends the connection without a farewell. */
  reset(): void {
    this.#options.socket.terminate();
  }

  #hear(text: string): void {
    const { clock, dialect, markets, path } = this.#options;
    dialect.hear(text, {
      path,
      markets,
      now: clock.now(),
      subscribe: (topic) => this.#topics.add(topic),
      unsubscribe: (topic) => this.#topics.delete(topic),
      send: (content) => this.#send(this.#textOf(content)),
      sendText: (answer) => this.#send(answer),
    });
  }

  #textOf(content: object): string {
    const text = this.#options.dialect.numbered?.(content, this.#count) ?? JSON.stringify(content);
    this.#count += 1;
    return text;
  }
}
