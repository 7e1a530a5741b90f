import type { VenueReport } from '../../domain/venue/venue-report.ts';
import type { CcxtSocket } from '../ccxt/ccxt-exchange.ts';
import { ReconnectDelay } from '../ccxt/reconnect-delay.ts';
import { watchSends } from '../ccxt/socket-sends.ts';
import type { VenueClock } from '../venue-clock.ts';
import { BrokenRule } from '../wire/frame-fields.ts';
import { parseMessageOfNumbers } from '../wire/read-message.ts';
import type { OrderGate } from './order-gate.ts';
import { UntoldFills } from './untold-fills.ts';
import type { TradingClient } from './trading-client.ts';
import type { HeardMessage, TradingDialect, VenueTrader } from './venue-trader.ts';

export interface PrivateStreamOptions {
  readonly client: TradingClient;
  readonly dialect: TradingDialect;
  readonly trader: VenueTrader;
  readonly clock: VenueClock;
  /** Some logins ask the venue for something first, which is a request like any other. */
  readonly gate: OrderGate;
  /** Numbers in [0, 1), for the waits before dialing again. */
  readonly random: () => number;
  readonly report: (report: VenueReport) => void;
}

/** How long logins and subscriptions may take. */
const READY_WITHIN_MS = 10_000;

/**
 * Follows the account: dials the private streams, tells what they say about orders and trades, and dials again
 * when one of them ends. A message that cannot be read ends the connection, because it may have been a fill;
 * whoever hears `down` asks the venue what was missed.
 */
export class PrivateStream {
  readonly #options: PrivateStreamOptions;
  readonly #delay: ReconnectDelay;
  readonly #untold: UntoldFills;
  #dial = 0;
  #readyCount = 0;
  #dialedAt = 0;
  #isUp = false;
  #isStopped = false;
  #stopWaiting: () => void = () => undefined;

  constructor(options: PrivateStreamOptions) {
    this.#options = options;
    this.#delay = new ReconnectDelay(options.random);
    this.#untold = new UntoldFills(options);
    this.#tapSockets();
  }

  start(): void {
    const { client, clock, dialect, gate } = this.#options;
    const heldOffMs = dialect.loginAsks === true ? gate.admit(1, 'urgent') : 0;
    if (heldOffMs > 0) {
      this.#stopWaiting = clock.after(heldOffMs, () => this.start());
      return;
    }
    this.#dial += 1;
    this.#readyCount = 0;
    this.#dialedAt = clock.monotonicMs();
    this.#delay.dialed(this.#dialedAt);
    const dial = this.#dial;
    this.#stopWaiting = clock.after(READY_WITHIN_MS, () => {
      if (!this.#isUp) this.#lost(dial, 'not ready in time');
    });
    const ready = () => {
      if (dial === this.#dial) this.#ready();
    };
    for (const stream of dialect.openStreams(client.streams, ready)) {
      // What ccxt says may quote a login: only that it ended is kept.
      stream.then(
        () => undefined,
        () => this.#lost(dial, 'the connection ended'),
      );
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopWaiting();
  }

  #lost(dial: number, detail: string): void {
    if (this.#isStopped || dial !== this.#dial) return;
    const { client, clock, report } = this.#options;
    const now = clock.monotonicMs();
    this.#dial += 1;
    this.#stopWaiting();
    if (this.#isUp || this.#dial === 2) report({ kind: 'stream-status', status: 'down', detail });
    const healthyMs = this.#isUp ? now - this.#dialedAt : 0;
    this.#isUp = false;
    client.drop(detail);
    this.#stopWaiting = clock.after(this.#delay.next(now, healthyMs), () => this.start());
  }

  #tapSockets(): void {
    const { streams } = this.#options.client;
    const open = streams.client.bind(streams);
    streams.client = (url) => {
      const isKnown = url !== undefined && url in streams.clients;
      const socket = open(url);
      if (!isKnown) this.#tap(socket);
      return socket;
    };
  }

  #tap(socket: CcxtSocket): void {
    const { streams } = this.#options.client;
    watchSends(socket, () => undefined);
    ownRejections(socket);
    const take = socket.onMessage.bind(socket);
    socket.onMessage = (event) => {
      // A connection that was given up may still hand out what it had received.
      if (streams.clients[socket.url] !== socket) return;
      const text = typeof event.data === 'string' ? event.data : String(event.data);
      if (this.#hear(text)) take({ data: text });
    };
  }

  /** Whether ccxt shall hear a message too. */
  #hear(text: string): boolean {
    const dial = this.#dial;
    const heard = this.#read(text);
    if (heard === undefined) {
      this.#lost(dial, 'a message could not be read');
      return false;
    }
    const { report } = this.#options;
    for (const order of heard.orders) report({ kind: 'stream-order', order });
    for (const trade of heard.trades) report({ kind: 'stream-trade', trade });
    if (heard.hasUntoldFills === true) this.#untold.look();
    if (heard.ended !== undefined) this.#lost(dial, 'the venue ended the stream');
    if (heard.isReady === true) this.#ready();
    return heard.isForCcxt === true;
  }

  #read(text: string): HeardMessage | undefined {
    // Some venues answer pings with a bare word.
    if (text === 'pong') return { orders: [], trades: [], isForCcxt: true };
    const { trader } = this.#options;
    try {
      const heard = parseMessageOfNumbers(text, (content) => trader.heard(content));
      return 'kind' in heard ? undefined : heard;
    } catch (error) {
      if (error instanceof BrokenRule || error instanceof RangeError) return undefined;
      throw error;
    }
  }

  #ready(): void {
    this.#readyCount += 1;
    if (this.#isUp || this.#readyCount < this.#options.dialect.streams) return;
    this.#isUp = true;
    this.#options.report({ kind: 'stream-status', status: 'up', detail: '' });
  }
}

/** What ccxt waits for on a socket. */
interface Waiting {
  connected: Promise<unknown>;
  future(hash: string): Promise<unknown>;
  reusableFuture(hash: string): Promise<unknown>;
}

/**
 * ccxt makes futures that nobody waits for, such as that of a login under way; when the connection ends they
 * reject, belong to no one and would end the process. That it ended is heard elsewhere.
 */
function ownRejections(socket: CcxtSocket): void {
  const waiting = socket as unknown as Waiting;
  const ignore = () => undefined;
  const own = (make: (hash: string) => Promise<unknown>) => (hash: string) => {
    const future = make.call(waiting, hash);
    future.catch(ignore);
    return future;
  };
  waiting.connected.catch(ignore);
  waiting.future = own(waiting.future.bind(waiting));
  waiting.reusableFuture = own(waiting.reusableFuture.bind(waiting));
}
