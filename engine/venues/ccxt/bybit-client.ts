// ccxt exports only its root, which loads every exchange. One exchange by its file costs a tenth of the
// memory, and a path instead of a package name is understood by Node, by the tests and by the bundler.
import {
  BaseError,
  ExchangeNotAvailable,
  NetworkError,
  RequestTimeout,
  UnsubscribeError,
} from '../../../node_modules/ccxt/js/src/base/errors.js';
import bybit from '../../../node_modules/ccxt/js/src/pro/bybit.js';
import type { VenueClock } from '../venue-clock.ts';
import { mayConnect } from './venue-hosts.ts';

/** The part of Bybit an address serves; each has a socket of its own. */
export type BybitCategory = 'spot' | 'linear';

export interface BybitClientOptions {
  readonly categories: readonly BybitCategory[];
  /** Both or neither: the addresses of a loopback venue in place of the real ones. */
  readonly restUrl?: string | undefined;
  readonly wsUrl?: string | undefined;
  readonly requestTimeoutMs: number;
  readonly clock: VenueClock;
}

/** How a REST request failed, and when the venue wants to be asked again if it said so. */
export interface RestFailure {
  readonly detail: string;
  readonly retryAfterMs: number | undefined;
}

/** Sees every message of a socket; says whether ccxt shall act on it too. */
export type MessageObserver = (category: BybitCategory, message: unknown) => 'for-ccxt' | 'taken';

/** Larger messages close the socket: a book of 1000 levels is below a tenth of it. */
const LARGEST_MESSAGE_BYTES = 2 * 1_048_576;
const PING_EVERY_MS = 5000;
const LONGEST_RETRY_AFTER_S = 3600;

/**
 * ccxt's own Bybit client, with the messages taken off before ccxt's caches: prices and sizes stay the
 * text the venue sent, and its sequence numbers can be checked. It connects only where it may.
 */
export class BybitClient extends bybit {
  readonly #venue: 'bybit' | 'loopback';
  #observe: MessageObserver = () => 'for-ccxt';
  readonly #clock: VenueClock;
  #lastFailure: RestFailure | undefined;
  #retryAfterMs: number | undefined;
  #lastRoundTripMs = 0;

  constructor({ categories, clock, requestTimeoutMs, restUrl, wsUrl }: BybitClientOptions) {
    super({
      enableRateLimit: true,
      timeout: requestTimeoutMs,
      options: {
        fetchMarkets: { types: [...categories] },
        // When to dial again is decided by the feed, so ccxt adds no delay of its own.
        ws: {
          backoff: { base: 0 },
          keepAlive: PING_EVERY_MS,
          options: { maxPayload: LARGEST_MESSAGE_BYTES },
        },
      },
    });
    this.#clock = clock;
    this.#venue = restUrl === undefined ? 'bybit' : 'loopback';
    if (restUrl !== undefined && wsUrl !== undefined) this.#pointAt(restUrl, wsUrl);
  }

  // No getters: ccxt's constructor reads every property before this class has its own.
  /** How the last request that failed did; undefined when none has. */
  lastFailure(): RestFailure | undefined {
    return this.#lastFailure;
  }

  /** How long the last answered request was under way, without ccxt's own waiting before it. */
  lastRoundTripMs(): number {
    return this.#lastRoundTripMs;
  }

  observe(observer: MessageObserver): void {
    this.#observe = observer;
  }

  /** Where a category's public socket is. */
  socketUrl(category: BybitCategory): string {
    const { public: sockets } = (this.urls['api'] as unknown as ApiUrls).ws;
    return this.implodeHostname(sockets[category]);
  }

  /** Ends a category's connection at once; everything that waits on it is told `reason`. */
  drop(category: BybitCategory, reason: string): void {
    const client = this.clients[this.socketUrl(category)];
    if (client === undefined) return;
    client.onError(new RequestTimeout(reason));
    delete this.clients[client.url];
    // A socket whose other end is silent would wait for its farewell.
    (client.connection as { terminate?: () => void } | undefined)?.terminate?.();
  }

  override handleMessage(client: SocketClient, message: unknown): void {
    // A connection that was given up may still hand out what it had received.
    if (this.clients[client.url] !== client) return;
    const category = client.url === this.socketUrl('spot') ? 'spot' : 'linear';
    if (this.#observe(category, message) === 'for-ccxt')
      super.handleMessage(client, message as MessageFields);
  }

  /** ccxt prints what it cannot parse; the feed counts it instead. */
  override log(): void {}

  override async fetch(url: string, method?: string, headers?: unknown, body?: unknown): Promise<unknown> {
    this.#expectAllowed(url);
    const sentAt = this.#clock.monotonicMs();
    try {
      const answer: unknown = await super.fetch(url, method, headers, body);
      this.#lastRoundTripMs = this.#clock.monotonicMs() - sentAt;
      return answer;
    } catch (error) {
      // A body that breaks off is thrown as the transport's own error.
      const failure =
        error instanceof BaseError
          ? error
          : Object.assign(new NetworkError(`${method} ${url}: ${String(error)}`), { cause: error });
      this.#lastFailure = { detail: failure.message, retryAfterMs: this.#retryAfterMs };
      this.#retryAfterMs = undefined;
      throw failure;
    }
  }

  override client(url: string | undefined): ReturnType<bybit['client']> {
    this.#expectAllowed(url ?? '');
    const isKnown = url !== undefined && url in this.clients;
    const client = super.client(url);
    if (!isKnown) tellOfFailedSends(client);
    return client;
  }

  // oxlint-disable-next-line max-params -- the shape is ccxt's
  override onRestResponse(
    status: number,
    statusText: string,
    url: string,
    method: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    requestHeaders: unknown,
    requestBody: unknown,
  ): string {
    const isSuccess = status >= 200 && status < 300;
    if (!isSuccess) this.#retryAfterMs = retryAfterMs(headers);
    if (isSuccess && !body.trimStart().startsWith('{')) {
      throw new ExchangeNotAvailable(`${method} ${url} was answered with something that is not JSON`);
    }
    return super.onRestResponse(
      status,
      statusText,
      url,
      method,
      headers,
      body,
      requestHeaders,
      requestBody,
    ) as string;
  }

  #expectAllowed(url: string): void {
    if (!mayConnect(url, this.#venue)) throw new BaseError(`a connection to ${url} is not allowed`);
  }

  #pointAt(restUrl: string, wsUrl: string): void {
    const urls: Record<string, unknown> = this.urls;
    urls['api'] = {
      ...Object.fromEntries(['spot', 'futures', 'v2', 'public', 'private'].map((name) => [name, restUrl])),
      ws: { public: { spot: `${wsUrl}/v5/public/spot`, linear: `${wsUrl}/v5/public/linear` } },
    };
  }
}

interface ApiUrls {
  readonly ws: { readonly public: Readonly<Record<BybitCategory, string>> };
}

/**
 * ccxt waits for its rate limit before it sends a subscription and then listens to nobody: when the
 * socket has closed meanwhile, the failure belongs to no one and would end the process.
 */
function tellOfFailedSends(client: SocketClient): void {
  const send = client.send.bind(client);
  client.send = (message: unknown) => {
    const sent = send(message);
    sent.catch((error: unknown) => client.onError(error));
    return sent;
  };
}

type MessageFields = Parameters<bybit['handleMessage']>[1];
type SocketClient = bybit['clients'][string];

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
