import type { WebSocket } from 'ws';
import type { VenueClock } from '../../venue-clock.ts';
import type { VenueKey } from '../../live/trading-client.ts';
import { CuttableSocket } from '../cuttable-socket.ts';
import type { FaultPlan } from '../fault-plan.ts';
import type { MatchingCore } from './matching-core.ts';
import type { PrivateEars, PrivateMessage, TradingWords } from './trading-words.ts';

export interface PrivateSocketOptions {
  readonly socket: WebSocket;
  readonly url: URL;
  readonly words: TradingWords;
  readonly core: MatchingCore;
  readonly key: VenueKey;
  readonly faults: FaultPlan;
  readonly clock: VenueClock;
}

/** One client's private stream: what it follows once it has logged in, and everything it is sent. */
export class PrivateSocket extends CuttableSocket {
  readonly #options: PrivateSocketOptions;
  readonly #topics = new Set<string>();
  #isLoggedIn = false;

  constructor(options: PrivateSocketOptions) {
    const { socket, words } = options;
    super(socket, (text) => words.hear(text, this.#ears()));
    this.#options = options;
    words.opened?.(this.#ears());
  }

  publish({ content, topic }: PrivateMessage): void {
    if (!this.#isLoggedIn || !this.#topics.has(topic)) return;
    this.#options.faults.deliver(textOf(content), this.sendText);
  }

  #ears(): PrivateEars {
    const { clock, core, key, url } = this.#options;
    return {
      path: url.pathname,
      query: url.searchParams,
      now: clock.now(),
      key,
      core,
      isLoggedIn: this.#isLoggedIn,
      logIn: () => {
        this.#isLoggedIn = true;
      },
      follow: (topic) => this.#topics.add(topic),
      send: (content) => this.sendText(textOf(content)),
      close: () => this.close(),
    };
  }
}

/** Texts that venues write as numbers are marked by a prefix and lose their quotes here. */
const textOf = (content: object | string): string =>
  typeof content === 'string' ? content : JSON.stringify(content).replace(NUMBER, '$1');

/** Marks text that goes out as a JSON number with these very digits. */
export const NUMBER_MARK = '#n:';
const NUMBER = /"#n:(-?[\d.]+)"/g;
