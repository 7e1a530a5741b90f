import type { RawFrameSink } from '../raw-frame.ts';
import type { VenueClock } from '../venue-clock.ts';

/** One socket, as raw frames are told of it. */
export interface RawLine {
  /** It is dialed. */
  dialed(): void;
  sent(message: unknown): void;
  received(text: string): void;
  /** It is given up; the next socket to the same address may go on under its name. */
  closed(): void;
}

export interface RawTapOptions {
  readonly venue: string;
  readonly clock: Pick<VenueClock, 'now'>;
  readonly sink: RawFrameSink;
}

/**
 * Hands out what goes over all connections of a venue as text. Sockets that are open side by side have names
 * of their own; one that takes the place of another has its name, so that a day has few.
 */
export class RawTap {
  readonly #options: RawTapOptions;
  readonly #names = new Map<string, string[]>();
  readonly #taken = new Set<string>();
  #sockets = 0;

  constructor(options: RawTapOptions) {
    this.#options = options;
  }

  /** A REST answer. */
  answered(address: string, text: string): void {
    const { clock, sink, venue } = this.#options;
    sink({ kind: 'http', connection: `${venue}.http`, time: clock.now(), address, text });
  }

  line(address: string): RawLine {
    const connection = this.#nameFor(address);
    const tell = (kind: 'connect' | 'send' | 'recv', text: string) =>
      this.#options.sink({ kind, connection, time: this.#options.clock.now(), address, text });
    return {
      dialed: () => {
        this.#taken.add(connection);
        tell('connect', '');
      },
      sent: (message) => tell('send', typeof message === 'string' ? message : JSON.stringify(message)),
      received: (text) => tell('recv', text),
      closed: () => void this.#taken.delete(connection),
    };
  }

  #nameFor(address: string): string {
    const names = this.#names.get(address) ?? [];
    this.#names.set(address, names);
    const free = names.find((name) => !this.#taken.has(name));
    if (free !== undefined) return free;
    this.#sockets += 1;
    const name = `${this.#options.venue}.ws.${this.#sockets}`;
    names.push(name);
    return name;
  }
}
