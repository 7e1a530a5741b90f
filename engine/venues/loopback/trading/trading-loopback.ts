import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { VenueKey } from '../../live/trading-client.ts';
import type { VenueClock } from '../../venue-clock.ts';
import { sandboxInstruments } from '../../sandbox/instruments.ts';
import { FaultPlan } from '../fault-plan.ts';
import type { RequestLimits } from '../loopback-dialect.ts';
import { RequestLimit } from '../request-limit.ts';
import type { MinuteCandles } from '../minute-candles.ts';
import { VenueMarkets } from '../venue-markets.ts';
import { CancelTimer } from './cancel-timer.ts';
import { CoreMarket } from './core-market.ts';
import { answerWithFault, type Reply } from './fault-answer.ts';
import { MatchingCore } from './matching-core.ts';
import { PrivateSocket } from './private-socket.ts';
import { TradingFaults } from './trading-faults.ts';
import type { PrivateMessage, TradingWords, WireRequest } from './trading-words.ts';

export interface TradingLoopbackOptions {
  readonly words: TradingWords;
  readonly seed: number;
  readonly clock: VenueClock;
  readonly key: VenueKey;
  /** Ms the venue's clock is ahead of ours. */
  readonly clockAheadMs?: number;
  /** In whole units; a million of every asset where not said. */
  readonly balances?: Readonly<Record<string, number>>;
  /** How much may be asked, where a test asks more than the venue would bear. */
  readonly limits?: RequestLimits;
  /** Serves encrypted with this certificate. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A request the venue received, faults notwithstanding. */
export interface SeenRequest {
  readonly purpose: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Monotonic ms. */
  readonly atMs: number;
  /** The fault it met, if any. */
  fault?: string;
  /** What the venue itself made of it, with the status; absent where it never looked. */
  answer?: string;
}

const FIRST_PRICES: Readonly<Record<string, number>> = { BTC: 640_000, ETH: 320_000, SOL: 15_000 };
const MILLION = 1_000_000;
const ASSETS = ['USDT', 'BTC', 'ETH', 'SOL'];

/** Opens the private side of a venue on a free port of 127.0.0.1. */
export async function openTradingLoopback(options: TradingLoopbackOptions): Promise<TradingLoopback> {
  const venue = new TradingLoopback(options);
  await venue.listen();
  return venue;
}

/**
 * A venue on this machine that takes signed orders in one exchange's words: one account, a matching core with its
 * own truth, and everything that can go wrong between a client and it.
 */
export class TradingLoopback {
  readonly core: MatchingCore;
  readonly faults: TradingFaults;
  readonly cancelTimer: CancelTimer;
  /** What becomes of messages of the private streams. */
  readonly streamFaults: FaultPlan;
  readonly limit: RequestLimit;
  readonly seen: SeenRequest[] = [];
  /** Requests refused for their age, by the venue's clock. */
  outsideWindow = 0;
  /** Requests refused for their key or signature. */
  badSignatures = 0;
  readonly #options: TradingLoopbackOptions;
  readonly #clock: VenueClock;
  readonly #markets: VenueMarkets;
  readonly #server: Server;
  readonly #sockets = new Set<PrivateSocket>();
  readonly #connections = new Set<Socket>();
  readonly #upgrades = new WebSocketServer({ noServer: true });

  constructor(options: TradingLoopbackOptions) {
    const { balances, clock, clockAheadMs = 0, seed, tls, words } = options;
    this.#options = options;
    this.#clock = { ...clock, now: () => clock.now() + clockAheadMs };
    this.faults = new TradingFaults(seed);
    this.streamFaults = new FaultPlan(seed, clock);
    this.limit = new RequestLimit(options.limits ?? words.limits ?? words.public.limits, clock);
    this.#markets = listedMarkets(words, this.#clock.now());
    this.core = new MatchingCore({
      markets: coreMarkets(words),
      balances: balances ?? Object.fromEntries(ASSETS.map((asset) => [asset, MILLION])),
      now: () => this.#clock.now(),
      ...(words.orderId === undefined ? {} : { orderId: words.orderId }),
      locksWhenTriggered: words.locksWhenTriggered === true,
      ...(words.tradeId === undefined ? {} : { tradeId: words.tradeId }),
    });
    this.cancelTimer = new CancelTimer(this.core, clock);
    this.core.listen({
      order: (order) => this.#publish(words.orderMessages(order, this.core, this.#clock.now())),
      trade: (trade) => this.#publish(words.tradeMessages(trade, this.core, this.#clock.now())),
    });
    const answer = (request: IncomingMessage, response: ServerResponse) => void this.#take(request, response);
    this.#server = tls === undefined ? createServer(answer) : createSecureServer(tls, answer);
    this.#server.on('upgrade', (request, socket, head) => {
      if (socket instanceof Socket) this.#upgrade(request, socket, head);
    });
    this.#server.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
    });
  }

  get urls(): { readonly restUrl: string; readonly wsUrl: string } {
    const { port } = this.#server.address() as AddressInfo;
    const secure = this.#options.tls === undefined ? '' : 's';
    return { restUrl: `http${secure}://127.0.0.1:${port}`, wsUrl: `ws${secure}://127.0.0.1:${port}` };
  }

  listen(port = 0): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  /** Minutes of the market of a coin, which its public side lists: whoever runs the test fills them. */
  candlesOf(base: string): MinuteCandles {
    const market = this.#markets.all.find(({ instrument }) => instrument.base === base);
    if (market === undefined) throw new RangeError(`${base} is not listed here`);
    return market.candles;
  }

  /** How many private streams are open. */
  get streamCount(): number {
    return this.#sockets.size;
  }

  sendText(text: string): void {
    for (const socket of this.#sockets) socket.sendText(text);
  }

  resetSockets(): void {
    for (const socket of this.#sockets) socket.reset();
  }

  halfOpenSockets(): void {
    for (const socket of this.#sockets) socket.halfOpen();
  }

  async close(): Promise<void> {
    this.cancelTimer.stop();
    this.resetSockets();
    for (const connection of this.#connections) connection.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #publish(messages: readonly PrivateMessage[]): void {
    for (const message of messages) for (const socket of this.#sockets) socket.publish(message);
  }

  #upgrade(request: IncomingMessage, connection: Socket, head: Buffer): void {
    const { key, words } = this.#options;
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    this.#upgrades.handleUpgrade(request, connection, head, (socket) => {
      const client = new PrivateSocket({
        socket,
        url,
        words,
        key,
        core: this.core,
        faults: this.streamFaults,
        clock: this.#clock,
      });
      this.#sockets.add(client);
      socket.on('close', () => this.#sockets.delete(client));
    });
  }

  async #take(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, words } = this.#options;
    const request = await requestOf(message, this.#clock.now());
    if (request === undefined) return;
    const purpose = words.purposeOf(request);
    const { pathname, search } = request.url;
    const { body, headers, method } = request;
    const atMs = clock.monotonicMs();
    const seen: SeenRequest = { purpose, method, path: pathname, query: search, body, headers, atMs };
    this.seen.push(seen);
    const refusal = this.limit.spend(request.url);
    const fault =
      refusal === undefined ? this.faults.take(purpose) : ({ kind: 'limited', ...refusal } as const);
    if (fault !== undefined) seen.fault = fault.kind;
    const honest = () => {
      const answer = this.#honest({ ...request, now: this.#clock.now() });
      seen.answer = `${answer.status} ${JSON.stringify(answer.body)}`;
      return answer;
    };
    const reply: Reply = {
      response,
      clock,
      honest,
      coded: (code) => words.codeAnswer(code, request),
      usedHeader: words.public.limits.usedHeader,
      usedWeight: this.limit.usedWeight,
    };
    answerWithFault(fault, reply);
  }

  #honest(request: WireRequest): { readonly status: number; readonly body: unknown } {
    const { key, words } = this.#options;
    const { now, url } = request;
    const open = words.public.answer({ url, markets: this.#markets, now });
    if (open !== undefined && words.purposeOf(request) === 'public') return open;
    const admission = words.admit(request, key);
    if (admission.kind === 'out') {
      if (admission.because === 'time') this.outsideWindow += 1;
      else this.badSignatures += 1;
      return admission.answer;
    }
    const setting = words.cancelAllAfter?.(request);
    if (setting !== undefined) this.cancelTimer.set(setting);
    return words.answer(request, this.core) ?? { status: 404, body: { error: 'no such address' } };
  }
}

async function requestOf(message: IncomingMessage, now: number): Promise<WireRequest | undefined> {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  let body = '';
  try {
    for await (const part of message) body += String(part);
  } catch {
    // The client went away while it spoke: nobody is left to answer.
    return undefined;
  }
  const headers = message.headers as Readonly<Record<string, string | undefined>>;
  return { method: message.method ?? 'GET', url, headers, body, now };
}

/** Instruments as the public side lists them: nothing happens in this market but what the core does. */
function listedMarkets(words: TradingWords, openedAt: number): VenueMarkets {
  const feed = {
    kind: 'pulled',
    instruments: sandboxInstruments,
    next: () => undefined,
    progress: () => undefined,
    close: () => undefined,
  } as const;
  return new VenueMarkets(feed, {
    pace: { openedAt, speed: 1 },
    symbolOf: (instrument) => words.public.symbolOf(instrument),
  });
}

const coreMarkets = (words: TradingWords): readonly CoreMarket[] =>
  sandboxInstruments.flatMap((instrument) =>
    words.markets(instrument).map(({ instrument: listed, symbol }) => {
      const bid = FIRST_PRICES[listed.base] ?? 1000;
      return new CoreMarket(symbol, listed, { bid, ask: bid + 1 });
    }),
  );
