import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { unixMs } from '../../domain/units/time.ts';
import { createSandboxMarket } from '../sandbox/sandbox-market.ts';
import type { VenueClock } from '../venue-clock.ts';
import { FaultPlan, type RestFault } from './fault-plan.ts';
import { PublicSocket } from './public-socket.ts';
import type { BookSides } from './reference-book.ts';
import { answerRequest } from './rest-answers.ts';
import { type Category, WireMarkets } from './wire-markets.ts';

export interface LoopbackOptions {
  /** Everything the market does, and every fault, follows from it. */
  readonly seed: number;
  readonly clock: VenueClock;
  /** Minutes of market that have passed when the venue opens, for candles. */
  readonly historyMinutes?: number;
  /** How many times as fast as the clock the market goes; 1 where not said. */
  readonly marketSpeed?: number;
  /** Ms the venue's clock is ahead of ours. */
  readonly clockAheadMs?: number;
}

/** A venue on this machine that speaks Bybit v5's public dialect about the sandbox's market. */
export interface BybitLoopback {
  readonly restUrl: string;
  readonly wsUrl: string;
  readonly instruments: readonly Instrument[];
  /** What goes wrong from now on. */
  readonly faults: FaultPlan;
  /** Requests and connections so far, in order: `GET /v5/market/time`, `WS /v5/public/linear`. */
  readonly calls: readonly string[];
  /** The venue's own truth: its book of a symbol under a published number, as it was made public. */
  bookAt(symbol: string, updateId: number, depth?: number): BookSides | undefined;
  /** Ids of all prints published so far. */
  publishedTrades(symbol: string): ReadonlyMap<string, PublishedTrade>;
  /** Sends text as it is to every client of a category. */
  sendText(category: Category, text: string): void;
  resetSockets(): void;
  /** Lets every open socket fall silent without closing it. */
  halfOpenSockets(): void;
  /** The market goes on and nothing is published, until called with false. */
  stall(isStalled: boolean): void;
  close(): Promise<void>;
}

export interface PublishedTrade {
  readonly aggressor: 'buy' | 'sell';
  readonly price: string;
  readonly size: string;
}

const PUBLISH_EVERY_MS = 20;
const TICKER_EVERY_MS = 500;
const DEFAULT_DEPTH = 50;
const HTML = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** Opens the venue on a free port of 127.0.0.1. */
export async function openBybitLoopback(options: LoopbackOptions): Promise<BybitLoopback> {
  const venue = new Loopback(options);
  await venue.listen();
  return venue;
}

class Loopback implements BybitLoopback {
  readonly calls: string[] = [];
  readonly faults: FaultPlan;
  readonly #clock: VenueClock;
  readonly #markets: WireMarkets;
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #sockets = new Set<PublicSocket>();
  readonly #connections = new Set<Socket>();
  readonly #upgrades = new WebSocketServer({ noServer: true });
  readonly #trades = new Map<string, Map<string, PublishedTrade>>();
  readonly #stops: (() => void)[];
  #isStalled = false;

  constructor({ clock, clockAheadMs = 0, historyMinutes = 0, marketSpeed = 1, seed }: LoopbackOptions) {
    this.#clock = { ...clock, now: () => clock.now() + clockAheadMs };
    this.faults = new FaultPlan(seed, clock);
    const openedAt = this.#clock.now();
    const startTime = unixMs(openedAt - historyMinutes * 60_000);
    const market = createSandboxMarket({ seed, startTime });
    this.#markets = new WireMarkets(market, { openedAt, speed: marketSpeed });
    this.#markets.advance(openedAt);
    for (const market of this.#markets.all) {
      market.skipPrints();
      market.published(DEFAULT_DEPTH);
      this.#trades.set(market.symbol, new Map());
    }
    this.#server.on('upgrade', (request, socket, head) => {
      if (socket instanceof Socket) this.#upgrade(request, socket, head);
    });
    this.#server.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
    });
    this.#stops = [
      clock.every(PUBLISH_EVERY_MS, () => this.#publish()),
      clock.every(TICKER_EVERY_MS, () => this.#publishTickers()),
    ];
  }

  get restUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get wsUrl(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  get instruments(): readonly Instrument[] {
    return this.#markets.all.map(({ instrument }) => instrument);
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  bookAt(symbol: string, updateId: number, depth: number = DEFAULT_DEPTH): BookSides | undefined {
    return this.#markets.find(symbol)?.published(depth).shownAt(updateId);
  }

  publishedTrades(symbol: string): ReadonlyMap<string, PublishedTrade> {
    return this.#trades.get(symbol) ?? new Map<string, PublishedTrade>();
  }

  sendText(category: Category, text: string): void {
    for (const socket of this.#sockets) if (socket.category === category) socket.sendText(text);
  }

  resetSockets(): void {
    for (const socket of this.#sockets) socket.reset();
  }

  halfOpenSockets(): void {
    for (const socket of this.#sockets) socket.halfOpen();
  }

  stall(isStalled: boolean): void {
    this.#isStalled = isStalled;
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.resetSockets();
    for (const connection of this.#connections) connection.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #publish(): void {
    const now = this.#clock.now();
    this.#markets.advance(now);
    if (this.#isStalled) return;
    for (const market of this.#markets.all) {
      for (const message of market.messages(now)) this.#send(message);
    }
  }

  #publishTickers(): void {
    if (this.#isStalled) return;
    for (const market of this.#markets.all) this.#send(market.tickerMessage('delta', this.#clock.now()));
  }

  #send(message: ReturnType<WireMarkets['all'][number]['tickerMessage']>): void {
    this.#remember(message);
    if (this.faults.isScriptedLoss(message.topic)) return;
    for (const socket of this.#sockets) socket.publish(message);
  }

  #remember({ data, topic }: Readonly<Record<string, unknown>> & { readonly topic: string }): void {
    const [stream, symbol = ''] = topic.split('.');
    if (stream !== 'publicTrade') return;
    for (const { S, i, p, v } of data as { S: string; i: string; p: string; v: string }[]) {
      this.#trades.get(symbol)?.set(i, { aggressor: S === 'Buy' ? 'buy' : 'sell', price: p, size: v });
    }
  }

  #upgrade(request: IncomingMessage, connection: Socket, head: Buffer): void {
    const { pathname } = new URL(request.url ?? '/', this.restUrl);
    this.calls.push(`WS ${pathname}`);
    const category = pathname === '/v5/public/spot' ? 'spot' : 'linear';
    this.#upgrades.handleUpgrade(request, connection, head, (socket) => {
      const client = new PublicSocket({
        socket,
        category,
        markets: this.#markets,
        faults: this.faults,
        clock: this.#clock,
      });
      this.#sockets.add(client);
      socket.on('close', () => this.#sockets.delete(client));
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.restUrl);
    this.calls.push(`${request.method} ${url.pathname}`);
    const fault = this.faults.nextRequest();
    const now = this.#clock.now();
    const answer = answerRequest(url, this.#markets, now);
    const body = JSON.stringify({
      retCode: 10001,
      retMsg: 'no such address',
      ...answer,
      retExtInfo: {},
      time: now,
    });
    if (fault) return failRequest(fault, body, response);
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(body);
  }
}

function failRequest(fault: RestFault, body: string, response: ServerResponse): void {
  switch (fault.kind) {
    case 'stall':
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
      return;
    case 'status': {
      const wait = fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) };
      response.writeHead(fault.status, { 'content-type': 'text/html', ...wait }).end(HTML);
      return;
    }
  }
}
