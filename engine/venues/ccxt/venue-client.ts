import { Agent } from 'node:http';
// ccxt exports only its root, which loads every exchange. One exchange by its file costs a tenth of the
// memory, and a path instead of a package name is understood by Node, by the tests and by the bundler.
import {
  BaseError,
  ExchangeNotAvailable,
  NetworkError,
  RequestTimeout,
  UnsubscribeError,
} from '../../../node_modules/ccxt/js/src/base/errors.js';
import type { VenueClock } from '../venue-clock.ts';
import type { CcxtExchange, CcxtSocket } from './ccxt-exchange.ts';
import type { LoopbackUrls, VenueDialect } from './dialect.ts';
import type { RawLine, RawTap } from './raw-tap.ts';
import type { RestGate } from './rest-gate.ts';
import { watchSends } from './socket-sends.ts';
import { mayConnect } from './venue-hosts.ts';

export interface VenueClientOptions {
  readonly dialect: VenueDialect;
  readonly symbols: readonly string[];
  /** The addresses of a loopback venue in place of the real ones. */
  readonly loopback?: LoopbackUrls | undefined;
  readonly requestTimeoutMs: number;
  readonly clock: VenueClock;
  /** Shared by all clients of a venue. */
  readonly gate: RestGate;
  /** Hands out what goes over the connections, where somebody wants to keep it. */
  readonly raw?: RawTap | undefined;
}

/** How a REST request failed, and when the venue wants to be asked again if it said so. */
export interface RestFailure {
  readonly detail: string;
  readonly retryAfterMs: number | undefined;
}

/** Sees the text of every message; says whether ccxt shall act on it too. */
export interface SocketObserver {
  message(text: string): 'for-ccxt' | 'taken';
  /** The other end answered a ping. */
  alive(): void;
}

const PING_EVERY_MS = 5000;
const LONGEST_RETRY_AFTER_S = 3600;
const NOBODY: SocketObserver = { message: () => 'for-ccxt', alive: () => undefined };

/**
 * ccxt's own client of a venue, with the messages taken off before it parses them: prices and sizes stay
 * the text the venue sent, and sequence numbers can be checked. It connects only where it may.
 */
export class VenueClient {
  readonly exchange: CcxtExchange;
  readonly #options: VenueClientOptions;
  #observer = NOBODY;
  readonly #rawLines = new Map<string, RawLine>();
  #lastFailure: RestFailure | undefined;
  #retryAfterMs: number | undefined;
  #lastRoundTripMs = 0;

  constructor(options: VenueClientOptions) {
    this.#options = options;
    this.exchange = this.#exchange();
  }

  /** How the last request that failed did; undefined when none has. */
  get lastFailure(): RestFailure | undefined {
    return this.#lastFailure;
  }

  /** How long the last answered request was under way, without the waiting before it. */
  get lastRoundTripMs(): number {
    return this.#lastRoundTripMs;
  }

  observe(observer: SocketObserver): void {
    this.#observer = observer;
  }

  /** Another client of the same venue, with the same markets and no connection yet. */
  sibling(): VenueClient {
    const client = new VenueClient(this.#options);
    client.exchange.setMarketsFromExchange(this.exchange);
    return client;
  }

  /** Ends everything, of all clients of the venue: no request is sent from now on. */
  async close(): Promise<void> {
    this.#options.gate.close();
    await this.exchange.close();
  }

  /** Ends all connections at once; everything that waits on them is told `reason`. */
  drop(reason: string): void {
    const { clients } = this.exchange;
    for (const socket of Object.values(clients)) {
      socket.onError(new RequestTimeout(reason));
      delete clients[socket.url];
      this.#rawLines.get(socket.url)?.closed();
      // A socket whose other end is silent would wait for its farewell.
      (socket.connection as { terminate?: () => void } | undefined)?.terminate?.();
    }
  }

  #exchange(): CcxtExchange {
    const { dialect, gate, loopback, requestTimeoutMs, symbols } = this.#options;
    const exchange = new dialect.exchange({
      enableRateLimit: true,
      timeout: requestTimeoutMs,
      ...dialect.options(symbols),
    });
    const options = (exchange as unknown as { options: Record<string, unknown> }).options;
    options['ws'] = {
      ...(options['ws'] as object | undefined),
      // When to dial again is decided by the feed, so ccxt adds no delay of its own.
      backoff: { base: 0 },
      keepAlive: PING_EVERY_MS,
      options: { maxPayload: dialect.largestMessageBytes },
    };
    // Coins and their networks are of no use here and cost several requests.
    exchange.has['fetchCurrencies'] = false;
    // ccxt prints what it cannot parse; the feed counts it instead.
    exchange.log = () => undefined;
    exchange.throttle = async (cost = 1) => {
      if (!(await gate.admit(cost))) throw new BaseError('the feed was stopped, nothing is asked any more');
    };
    this.#tapRequests(exchange);
    this.#tapSockets(exchange);
    const urls = exchange.urls as Record<string, unknown>;
    if (loopback !== undefined) {
      urls['api'] = dialect.loopbackUrls(loopback);
      // ccxt wants one before the first plain `ws://` address.
      exchange.httpAgent = new Agent();
    }
    return exchange;
  }

  #tapSockets(exchange: CcxtExchange): void {
    const open = exchange.client.bind(exchange);
    exchange.client = (url) => {
      this.#expectAllowed(url ?? '');
      const isKnown = url !== undefined && url in exchange.clients;
      const socket = open(url);
      if (!isKnown) this.#tap(socket, exchange);
      return socket;
    };
  }

  #tap(socket: CcxtSocket, exchange: CcxtExchange): void {
    const raw = this.#rawLineTo(socket.url);
    watchSends(socket, (message) => raw?.sent(message));
    const take = socket.onMessage.bind(socket);
    const pong = socket.onPong.bind(socket);
    socket.onMessage = (event) => {
      // A connection that was given up may still hand out what it had received.
      if (exchange.clients[socket.url] !== socket) return;
      const text = typeof event.data === 'string' ? event.data : String(event.data);
      raw?.received(text);
      if (this.#observer.message(text) === 'for-ccxt') take({ data: text });
    };
    socket.onPong = () => {
      pong();
      this.#observer.alive();
    };
  }

  #rawLineTo(url: string): RawLine | undefined {
    const line = this.#rawLines.get(url) ?? this.#options.raw?.line(url);
    if (line === undefined) return undefined;
    this.#rawLines.set(url, line);
    line.dialed();
    return line;
  }

  #tapRequests(exchange: CcxtExchange): void {
    const { clock, gate } = this.#options;
    const request = exchange.fetch.bind(exchange);
    const respond = exchange.onRestResponse.bind(exchange);
    exchange.fetch = async (url, method, headers, body) => {
      this.#expectAllowed(url);
      const sentAt = clock.monotonicMs();
      try {
        const answer: unknown = await request(url, method, headers, body);
        this.#lastRoundTripMs = clock.monotonicMs() - sentAt;
        return answer;
      } catch (error) {
        throw this.#failed(error, `${method} ${url}`);
      }
    };
    exchange.onRestResponse = (...response) => {
      const [status, , url, method, headers, body] = response;
      const isSuccess = status >= 200 && status < 300;
      this.#retryAfterMs = isSuccess ? undefined : retryAfterMs(headers);
      gate.answered(status, this.#retryAfterMs);
      if (isSuccess) this.#options.raw?.answered(url, body);
      if (isSuccess && !/^\s*[[{]/.test(body)) {
        throw new ExchangeNotAvailable(`${method} ${url} was answered with something that is not JSON`);
      }
      return respond(...response);
    };
  }

  #failed(error: unknown, request: string): BaseError {
    // A body that breaks off is thrown as the transport's own error.
    const failure =
      error instanceof BaseError
        ? error
        : Object.assign(new NetworkError(`${request}: ${String(error)}`), { cause: error });
    this.#lastFailure = { detail: failure.message, retryAfterMs: this.#retryAfterMs };
    this.#retryAfterMs = undefined;
    return failure;
  }

  #expectAllowed(url: string): void {
    const hosts = this.#options.loopback === undefined ? this.#options.dialect.hosts : 'loopback';
    if (!mayConnect(url, hosts)) throw new BaseError(`a connection to ${url} is not allowed`);
  }
}

/** Whether a request may succeed when it is made again: the network, the venue's load or its limits. */
export const isPassing = (error: unknown): boolean => error instanceof NetworkError;

/** Whether a subscription ended because it was given up on purpose. */
export const wasUnsubscribed = (error: unknown): boolean => error instanceof UnsubscribeError;

/** Whether ccxt reports what a venue or a network did; anything else is a fault of a program. */
export const isVenueError = (error: unknown): error is Error => error instanceof BaseError;

function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after');
  const seconds = Number(entry?.[1]?.trim() || Number.NaN);
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(seconds, LONGEST_RETRY_AFTER_S) * 1000;
}
