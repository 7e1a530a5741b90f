import type { WebSocket } from 'ws';
import type { VenueClock } from '../venue-clock.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { TopicMessage, WireMarket } from './wire-market.ts';
import type { Category, WireMarkets } from './wire-markets.ts';

export interface PublicSocketOptions {
  readonly socket: WebSocket;
  readonly category: Category;
  readonly markets: WireMarkets;
  readonly faults: FaultPlan;
  readonly clock: VenueClock;
}

interface Request {
  readonly op?: unknown;
  readonly req_id?: string | number;
  readonly args?: unknown;
}

const SYMBOL_STREAMS: ReadonlySet<string> = new Set(['publicTrade', 'tickers', 'allLiquidation']);
const DEPTHS: ReadonlySet<number> = new Set([1, 50, 200, 1000]);

/** One client of the public stream: what it subscribed to, and everything it is sent. */
export class PublicSocket {
  readonly #options: PublicSocketOptions;
  readonly #topics = new Set<string>();
  readonly #send: (text: string) => void;
  #isHalfOpen = false;

  constructor(options: PublicSocketOptions) {
    const { socket } = options;
    this.#options = options;
    this.#send = (text) => {
      if (socket.readyState === socket.OPEN && !this.#isHalfOpen) socket.send(text);
    };
    socket.on('message', (message: Buffer) => this.#hear(message.toString()));
    // A reset shows as an error first; that it closed is all there is to know.
    socket.on('error', () => undefined);
  }

  get category(): Category {
    return this.#options.category;
  }

  publish(message: TopicMessage): void {
    if (!this.#topics.has(message.topic)) return;
    this.#options.faults.deliver(JSON.stringify(message), this.#send);
  }

  /** Sends text as it is. */
  sendText(text: string): void {
    this.#send(text);
  }

  /** From here on nothing is sent any more, and nothing closed. */
  halfOpen(): void {
    this.#isHalfOpen = true;
  }

  /** Ends the connection without a farewell. */
  reset(): void {
    this.#options.socket.terminate();
  }

  #hear(text: string): void {
    const request = JSON.parse(text) as Request;
    if (request.op === 'ping') return this.#answer(request, 'pong');
    if (request.op !== 'subscribe' && request.op !== 'unsubscribe')
      return this.#answer(request, 'error:invalid op');
    const topics = Array.isArray(request.args) ? request.args.map(String) : [];
    const strange = topics.find((topic) => this.#marketOf(topic) === undefined);
    if (strange !== undefined) return this.#answer(request, `Invalid topic: ${strange}`);
    this.#answer(request, '');
    for (const topic of topics) {
      if (request.op === 'unsubscribe') this.#topics.delete(topic);
      else this.#subscribe(topic);
    }
  }

  #answer({ op, req_id: id }: Request, message: string): void {
    const success = message === '' || message === 'pong';
    this.#send(JSON.stringify({ success, ret_msg: message, conn_id: 'loopback', req_id: id, op }));
  }

  #subscribe(topic: string): void {
    this.#topics.add(topic);
    const market = this.#marketOf(topic);
    const now = this.#options.clock.now();
    const [stream, depth] = topic.split('.');
    if (stream === 'orderbook') this.#send(JSON.stringify(market?.snapshotMessage(Number(depth), now)));
    if (stream === 'tickers') this.#send(JSON.stringify(market?.tickerMessage('snapshot', now)));
  }

  #marketOf(topic: string): WireMarket | undefined {
    const { markets } = this.#options;
    const [stream, second = '', third = ''] = topic.split('.');
    if (stream === 'orderbook') return DEPTHS.has(Number(second)) ? markets.find(third) : undefined;
    return SYMBOL_STREAMS.has(stream ?? '') ? markets.find(second) : undefined;
  }
}
