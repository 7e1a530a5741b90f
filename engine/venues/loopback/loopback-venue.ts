import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { unixMs } from '../../domain/units/time.ts';
import { createSandboxMarket } from '../sandbox/sandbox-market.ts';
import { sandboxPast } from '../sandbox/sandbox-past.ts';
import type { VenueClock } from '../venue-clock.ts';
import { failRequest } from './fail-request.ts';
import { FaultPlan } from './fault-plan.ts';
import type { LoopbackOptions, LoopbackVenue, PublishedTrade } from './loopback-options.ts';
import type { LoopbackDialect, TopicMessage } from './loopback-dialect.ts';
import type { MarketTick } from './market-tick.ts';
import type { BookSides } from './reference-book.ts';
import { RequestLimit } from './request-limit.ts';
import type { VenueMarket } from './venue-market.ts';
import { VenueMarkets } from './venue-markets.ts';
import { VenueSocket } from './venue-socket.ts';

const PUBLISH_EVERY_MS = 20;
const TICKER_EVERY_MS = 500;

/** Opens the venue on a free port of 127.0.0.1. */
export async function openLoopback(options: LoopbackOptions): Promise<LoopbackVenue> {
  const venue = new Loopback(options);
  await venue.listen();
  return venue;
}

class Loopback implements LoopbackVenue {
  readonly limit: RequestLimit;
  readonly #dialect: LoopbackDialect;
  readonly calls: string[] = [];
  readonly faults: FaultPlan;
  readonly #clock: VenueClock;
  readonly #markets: VenueMarkets;
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #sockets = new Set<VenueSocket>();
  readonly #connections = new Set<Socket>();
  readonly #upgrades = new WebSocketServer({ noServer: true });
  readonly #trades = new Map<string, Map<string, PublishedTrade>>();
  readonly #stops: (() => void)[];
  #isStalled = false;

  constructor({
    clock,
    clockAheadMs = 0,
    dialect,
    historyMinutes = 0,
    marketSpeed = 1,
    past = [],
    publishEveryMs = PUBLISH_EVERY_MS,
    seed,
  }: LoopbackOptions) {
    this.#dialect = dialect;
    this.limit = new RequestLimit(dialect.limits, clock);
    this.#clock = { ...clock, now: () => clock.now() + clockAheadMs };
    this.faults = new FaultPlan(seed, clock);
    const openedAt = this.#clock.now();
    const startTime = unixMs(openedAt - historyMinutes * 60_000);
    const market = createSandboxMarket({ seed, startTime });
    this.#markets = new VenueMarkets(market, {
      pace: { openedAt, speed: marketSpeed },
      symbolOf: (instrument) => dialect.symbolOf(instrument),
    });
    const endTime = startTime - (startTime % 60_000);
    if (past.length > 0) this.#markets.tellPast(sandboxPast({ seed, endTime, lengths: past }));
    this.#markets.advance(openedAt);
    for (const market of this.#markets.all) {
      market.skipPrints();
      market.published(dialect.bookDepth);
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
      clock.every(publishEveryMs, () => this.#publish()),
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

  bookAt(symbol: string, wireUpdateId: number): BookSides | undefined {
    const { bookDepth } = this.#dialect;
    const wireIdOf = (id: number) => this.#dialect.wireUpdateId(id);
    const published = this.#markets.find(symbol)?.published(bookDepth);
    // Numbers on the wire grow with the venue's own, so the one meant is found from the newest back.
    for (let id = published?.updateId ?? 0; id > 0 && wireIdOf(id) >= wireUpdateId; id -= 1) {
      if (wireIdOf(id) === wireUpdateId) return published?.shownAt(id);
    }
    return undefined;
  }

  publishedUpdateId(symbol: string): number {
    const published = this.#markets.find(symbol)?.published(this.#dialect.bookDepth);
    return this.#dialect.wireUpdateId(published?.updateId ?? 0);
  }

  liquidate(symbol: string, side: 'buy' | 'sell', lots: number): void {
    const market = this.#markets.find(symbol);
    const [best] = market?.published(this.#dialect.bookDepth).top[side === 'buy' ? 'asks' : 'bids'] ?? [];
    if (market === undefined || best === undefined) return;
    const order = { side, lots, ticks: best };
    for (const message of this.#dialect.liquidationMessages(market, order, this.#clock.now())) {
      this.#send(message);
    }
  }

  publishedTrades(symbol: string): ReadonlyMap<string, PublishedTrade> {
    return this.#trades.get(symbol) ?? new Map<string, PublishedTrade>();
  }

  sendText(side: string, text: string): void {
    for (const socket of this.#sockets) if (socket.side === side) socket.sendText(text);
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
      const tick = market.tick();
      this.#remember(market, tick);
      for (const message of this.#dialect.tickMessages(market, tick, now)) this.#send(message);
    }
  }

  #publishTickers(): void {
    if (this.#isStalled) return;
    const now = this.#clock.now();
    for (const market of this.#markets.all) {
      for (const message of this.#dialect.tickerMessages(market, now)) this.#send(message);
    }
  }

  #send(message: TopicMessage): void {
    const isLost = this.faults.isScriptedLoss(message.topic);
    for (const socket of this.#sockets) socket.publish(message, isLost);
  }

  #remember(market: VenueMarket, { prints }: MarketTick): void {
    for (const { aggressor, lots, ticks, tradeId } of prints) {
      const trade = { aggressor, price: market.price(ticks), size: market.size(lots) };
      this.#trades.get(market.symbol)?.set(tradeId, trade);
    }
  }

  #upgrade(request: IncomingMessage, connection: Socket, head: Buffer): void {
    const { pathname } = new URL(request.url ?? '/', this.restUrl);
    this.calls.push(`WS ${pathname}`);
    this.#upgrades.handleUpgrade(request, connection, head, (socket) => {
      const client = new VenueSocket({
        socket,
        path: pathname,
        dialect: this.#dialect,
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
    const refusal = this.limit.spend(url);
    if (refusal) return failRequest({ kind: 'status', ...refusal }, '', response);
    const reply = this.#dialect.answer({ url, markets: this.#markets, now });
    const body = JSON.stringify(reply?.body ?? { error: 'no such address' });
    if (fault) return failRequest(fault, body, response);
    const { usedHeader } = this.#dialect.limits;
    const used = usedHeader === undefined ? {} : { [usedHeader]: String(this.limit.usedWeight) };
    response.writeHead(reply?.status ?? 404, { 'content-type': 'application/json', ...used });
    response.end(body);
  }
}
