import { Agent } from 'node:http';
// ccxt exports only its root, which loads every exchange; one file of it costs a tenth of the memory.
import { BaseError, RequestTimeout } from '../../../node_modules/ccxt/js/src/base/errors.js';
import { mayConnect } from '../ccxt/venue-hosts.ts';
import type { ListedMarket, LoopbackUrls } from '../ccxt/dialect.ts';
import type { VenueClock } from '../venue-clock.ts';
import { movesMoney } from './money-paths.ts';
import { type Turn, Turns } from './turns.ts';
import { newAgent, NoResponse, sendOnce, type SignedRequest, type WholeResponse } from './transport.ts';
import type { StreamingExchange, TradingDialect, WireCall } from './venue-trader.ts';

/** The window in which a venue takes a signed request, in ms. */
export const RECEIVE_WINDOW_MS = 5000;

/** A key in plain text. It lives in this room only, from the opening of a session to its end. */
export interface VenueKey {
  readonly apiKey: string;
  readonly secret: string;
  readonly passphrase?: string | undefined;
}

export interface TradingClientOptions {
  readonly dialect: TradingDialect;
  readonly key: VenueKey;
  readonly symbols: readonly string[];
  readonly clock: VenueClock;
  readonly loopback?: LoopbackUrls | undefined;
  readonly requestTimeoutMs: number;
  /** How often a private connection is pinged; two pings without an answer end it. */
  readonly pingEveryMs: number;
  /** The venue's time as we know it. */
  readonly venueNow: () => number;
  /** Hears every answer to what ccxt asks by itself: logins, listings, the time. */
  readonly answered: (response: WholeResponse) => void;
}

/** Thrown through ccxt to carry an answer past its own judgment of errors. */
class Answered extends BaseError {
  readonly response: WholeResponse;

  constructor(response: WholeResponse) {
    super('answered');
    this.response = response;
  }
}

/** What ccxt's base class offers besides what the public feed uses. */
interface TradingExchange extends StreamingExchange {
  apiKey: string | undefined;
  secret: string | undefined;
  password: string | undefined;
  fetchImplementation: unknown;
  last_request_headers: unknown;
  last_request_body: unknown;
  last_request_url: unknown;
  last_http_response: unknown;
  last_json_response: unknown;
  last_response_headers: unknown;
  handleErrors(...response: readonly unknown[]): unknown;
  calculateRateLimiterCost(api: string): number;
  milliseconds(): number;
  seconds(): number;
  nonce(): number;
}

type Implicit = Record<string, ((params: unknown) => Promise<unknown>) | undefined>;

/**
 * Two of ccxt's own clients of a venue with one key: `orders` signs and asks, and hands every answer back as it
 * came; `streams` lists the markets and logs private connections in. Both go by the venue's time, connect only
 * where they may, and keep nothing of a request once it is over.
 */
export class TradingClient {
  readonly streams: StreamingExchange;
  readonly #orders: TradingExchange;
  readonly #options: TradingClientOptions;
  readonly #agent = newAgent();
  readonly #turns: Turns;
  #lastNonce = 0;
  #lastRoundTripMs = 0;

  constructor(options: TradingClientOptions) {
    this.#options = options;
    this.#turns = new Turns(options.clock);
    // Prices and sizes stay the text they were sent as.
    this.#orders = this.#exchange({ number: String });
    options.dialect.shortenSignatures?.(this.#orders);
    this.streams = this.#exchange({});
    this.#orders.handleErrors = (...response) => {
      const [status, , , , headers, text] = response;
      throw new Answered({ status, headers, text } as WholeResponse);
    };
  }

  /** How long the last answered request was under way. */
  get lastRoundTripMs(): number {
    return this.#lastRoundTripMs;
  }

  /**
   * Signs and sends one call, once.
   * @throws {NoResponse} when no whole answer came.
   */
  async call({ method, params }: WireCall): Promise<WholeResponse> {
    const ask = (this.#orders as unknown as Implicit)[method];
    if (ask === undefined) throw new RangeError(`ccxt has no call ${method}`);
    try {
      await ask.call(this.#orders, params);
    } catch (error) {
      if (error instanceof Answered) return error.response;
      // Whatever else is thrown may quote the signature: it ends here.
      throw error instanceof NoResponse ? error : new NoResponse('NOT_SIGNED', false);
    } finally {
      forget(this.#orders);
    }
    throw new NoResponse('NO_ANSWER_SEEN', true);
  }

  /** Everything the venue lists, asked for without the key. */
  async list(): Promise<Readonly<Record<string, ListedMarket | undefined>>> {
    const exchange = this.streams as TradingExchange;
    const { apiKey } = exchange;
    exchange.apiKey = undefined;
    try {
      await exchange.loadMarkets();
    } finally {
      exchange.apiKey = apiKey;
    }
    return exchange.markets as Readonly<Record<string, ListedMarket | undefined>>;
  }

  /** Ends the private connections at once. */
  drop(reason: string): void {
    const { clients } = this.streams;
    for (const socket of Object.values(clients)) {
      socket.onError(new RequestTimeout(reason));
      delete clients[socket.url];
      // A socket whose other end is silent would wait for its farewell.
      (socket.connection as { terminate?: () => void } | undefined)?.terminate?.();
    }
  }

  /** Ends every connection and drops the key. */
  async close(): Promise<void> {
    this.#agent.destroy();
    for (const exchange of [this.#orders, this.streams as TradingExchange]) {
      exchange.apiKey = undefined;
      exchange.secret = undefined;
      exchange.password = undefined;
      forget(exchange);
    }
    await this.streams.close();
  }

  #exchange(settings: object): TradingExchange {
    const { dialect, key, loopback, pingEveryMs, requestTimeoutMs, symbols } = this.#options;
    const market = dialect.market.options(symbols) as { options?: object };
    const exchange = new dialect.market.exchange({
      apiKey: key.apiKey,
      secret: key.secret,
      password: key.passphrase,
      timeout: requestTimeoutMs,
      ...settings,
      options: {
        ...market.options,
        ...dialect.options,
        recvWindow: RECEIVE_WINDOW_MS,
        // A second try could be a second order.
        maxRetriesOnFailure: 0,
        ws: { backoff: { base: 0 }, keepAlive: pingEveryMs },
      },
    }) as unknown as TradingExchange;
    exchange.has['fetchCurrencies'] = false;
    exchange.log = () => undefined;
    if (loopback !== undefined) {
      (exchange.urls as Record<string, unknown>)['api'] = dialect.loopbackUrls(loopback);
      exchange.httpAgent = new Agent();
    }
    this.#keepTime(exchange);
    this.#tapRequests(exchange);
    return exchange;
  }

  #keepTime(exchange: TradingExchange): void {
    const { dialect, venueNow } = this.#options;
    exchange.milliseconds = venueNow;
    exchange.seconds = () => Math.floor(venueNow() / 1000);
    exchange.nonce = () => (dialect.ordersNonces === true ? this.#nextNonce() : Math.floor(venueNow()));
  }

  /** Microseconds of our own clock: a venue's may have been measured as earlier the last time. */
  #nextNonce(): number {
    this.#lastNonce = Math.max(this.#lastNonce + 1, this.#options.clock.now() * 1000);
    return this.#lastNonce;
  }

  #tapRequests(exchange: TradingExchange): void {
    // Whoever has its turn is signed and sent at once, before anybody else has his.
    let granted: Turn | undefined;
    // Whether a request may leave is decided before ccxt sees it; what is left is to keep nonces in order, and what
    // needs no key has none.
    const isOrdered = this.#options.dialect.ordersNonces === true;
    exchange.calculateRateLimiterCost = (api) => (isOrdered && api !== 'public' ? 1 : 0);
    exchange.throttle = async (cost = 0) => {
      if (cost > 0) granted = await this.#turns.next();
    };
    exchange.fetchImplementation = async (url: string, request: Omit<SignedRequest, 'url'>) => {
      const turn = granted;
      granted = undefined;
      try {
        const response = await this.#send({ ...request, url }, turn);
        if (exchange === this.streams) this.#options.answered(response);
        const { headers, status, text } = response;
        return {
          status,
          statusText: '',
          headers: new Headers(Object.entries(headers)),
          text: async () => text,
        };
      } finally {
        turn?.over();
      }
    };
    const open = exchange.client.bind(exchange);
    exchange.client = (url) => {
      // A name that is no address stands for a login under way.
      if (url?.includes('://') === true && !this.#isAllowed(url)) {
        throw new BaseError('a connection elsewhere is not allowed');
      }
      return open(url);
    };
  }

  async #send({ body, headers, method, url }: SignedRequest, turn?: Turn): Promise<WholeResponse> {
    const { clock, dialect, requestTimeoutMs } = this.#options;
    if (!this.#isAllowed(url)) throw new NoResponse('HOST_NOT_ALLOWED', false);
    const { pathname } = new URL(url);
    if (movesMoney(method, pathname)) throw new NoResponse('PATH_NOT_ALLOWED', false);
    const extra = dialect.headers?.(method, pathname, this.#options.venueNow()) ?? {};
    const sentAt = clock.monotonicMs();
    const response = await sendOnce(
      { url, method, headers: { ...headers, ...extra }, body },
      { timeoutMs: requestTimeoutMs, clock, agent: this.#agent, left: () => turn?.left() },
    );
    this.#lastRoundTripMs = clock.monotonicMs() - sentAt;
    return response;
  }

  #isAllowed(url: string): boolean {
    const { dialect, loopback } = this.#options;
    return mayConnect(url, loopback === undefined ? [...dialect.market.hosts, ...dialect.hosts] : 'loopback');
  }
}

/** Nothing of a request is kept: it holds the key and its signature. */
function forget(exchange: TradingExchange): void {
  exchange.last_request_headers = undefined;
  exchange.last_request_body = undefined;
  exchange.last_request_url = undefined;
  exchange.last_http_response = undefined;
  exchange.last_json_response = undefined;
  exchange.last_response_headers = undefined;
}
