import { createServer, type IncomingMessage, request as forward, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { VenueKey } from '../live/trading-client.ts';
import type { VenueClock } from '../venue-clock.ts';
import { bybitLoopback } from './bybit/bybit-dialect.ts';
import { openBybitLoopback } from './bybit-loopback.ts';
import type { LoopbackVenue } from './loopback-options.ts';
import { bybitWords } from './trading/bybit-words.ts';
import { openTradingLoopback, type TradingLoopback } from './trading/trading-loopback.ts';

export interface WholeBybitOptions {
  readonly seed: number;
  readonly clock: VenueClock;
  readonly key: VenueKey;
  /** In whole units. */
  readonly balances: Readonly<Record<string, number>>;
  /** Minutes of market that have passed when the venue opens. */
  readonly historyMinutes?: number;
}

const QUOTE_EVERY_MS = 20;
const PUBLIC_PATHS = ['/v5/market/', '/v5/public/'];

/** Opens both sides of the venue behind one address on a free port of 127.0.0.1. */
export async function openWholeBybit({ balances, ...options }: WholeBybitOptions): Promise<WholeBybit> {
  const market = await openBybitLoopback(options);
  const trading = await openTradingLoopback({ ...options, words: bybitWords, balances });
  const venue = new WholeBybit(market, trading, options.clock);
  await venue.listen();
  return venue;
}

/** A venue with a market that lives and an account that trades in it, as a program outside meets one. */
export class WholeBybit {
  readonly market: LoopbackVenue;
  readonly trading: TradingLoopback;
  readonly #stopQuoting: () => void;
  readonly #sockets = new Set<Socket>();
  #isCutOff = false;
  readonly #server = createServer((request, response) => this.#forward(request, response));

  constructor(market: LoopbackVenue, trading: TradingLoopback, clock: VenueClock) {
    this.market = market;
    this.trading = trading;
    this.#quote();
    this.#stopQuoting = clock.every(QUOTE_EVERY_MS, () => this.#quote());
    this.#server.on('upgrade', (request, socket, head) => this.#join(request, socket as Socket, head));
    this.#server.on('connection', (socket) => this.#keep(socket));
  }

  get urls(): { readonly restUrl: string; readonly wsUrl: string } {
    const { port } = this.#server.address() as AddressInfo;
    return { restUrl: `http://127.0.0.1:${port}`, wsUrl: `ws://127.0.0.1:${port}` };
  }

  /** Nothing of the account's side is answered any more, or it is again. */
  cutOff(isCutOff: boolean): void {
    this.#isCutOff = isCutOff;
    if (isCutOff) this.trading.resetSockets();
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    this.#stopQuoting();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.market.close();
    await this.trading.close();
  }

  /** The account trades at the best prices the market has made public. */
  #quote(): void {
    for (const instrument of this.market.instruments) {
      const symbol = bybitLoopback.symbolOf(instrument);
      const book = this.market.bookAt(symbol, this.market.publishedUpdateId(symbol));
      const [bid] = book?.bids ?? [];
      const [ask] = book?.asks ?? [];
      if (bid !== undefined && ask !== undefined) this.trading.core.quote(`linear:${symbol}`, bid, ask);
    }
  }

  /** Where a path is answered; undefined while nobody does. */
  #portFor(path: string): number | undefined {
    if (PUBLIC_PATHS.some((start) => path.startsWith(start))) return portOf(this.market.restUrl);
    return this.#isCutOff ? undefined : portOf(this.trading.urls.restUrl);
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    const { headers, method, url = '/' } = request;
    const port = this.#portFor(url);
    if (port === undefined) return void request.socket.destroy();
    const passed = forward({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    // Whoever goes away takes the other end along.
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  }

  /** A stream is one line from end to end, whatever is said on it. */
  #join(request: IncomingMessage, client: Socket, head: Buffer): void {
    const { method = 'GET', rawHeaders, url = '/' } = request;
    const port = this.#portFor(url);
    if (port === undefined) return void client.destroy();
    const server = connect(port, '127.0.0.1', () => {
      const lines = [`${method} ${url} HTTP/1.1`];
      for (let at = 0; at + 1 < rawHeaders.length; at += 2)
        lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
      server.write(`${lines.join('\r\n')}\r\n\r\n`);
      server.write(head);
      client.pipe(server).pipe(client);
    });
    this.#keep(server);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}

const portOf = (url: string): number => Number(new URL(url).port);
