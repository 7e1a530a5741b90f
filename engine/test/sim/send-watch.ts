import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { VenueRequest } from '../../domain/venue/venue-request.ts';
import { oldestSignalMs } from './oldest-signal.ts';

/** When a request leaves, and what was held then. */
interface Sending {
  readonly now: number;
  readonly trueNow: number;
  readonly held: number;
}

/** Watches every request that leaves: in time, once, written down before, and never larger than what it closes. */
export class SendWatch {
  readonly breaches: string[] = [];
  /** A person has killed trading and not let it go on. */
  isKilled = false;
  /** The disk is full and the engine knows it. */
  isDiskFull = false;
  /** When the machine last woke from sleep. */
  wokeAt = 0;
  readonly #spacingMs: number;
  readonly #orders = new Map<OrderId, Order>();
  readonly #requests = new Set<number>();
  readonly #placed = new Set<OrderId>();
  readonly #lastEntryAt = new Map<InstrumentId, number>();

  constructor(spacingMs: number) {
    this.#spacingMs = spacingMs;
  }

  /** An order was committed to the journal. */
  noteOrder(order: Order): void {
    this.#orders.set(order.id, order);
  }

  /** The row that asks for a request was committed. */
  noteRequest(request: VenueRequest): void {
    if (this.#requests.has(request.requestId)) this.#breach(`request ${request.requestId} was made twice`);
    this.#requests.add(request.requestId);
  }

  /**
   * A request leaves; `now` is the engine's time, `trueNow` that which has truly passed, `held` the most the ledger said
   * our runs held of its instrument as it was made.
   */
  look(request: VenueRequest, { held, now, trueNow }: Sending): void {
    if (!this.#requests.has(request.requestId)) this.#breach(`request ${request.requestId} left uncommitted`);
    if (request.kind !== 'place') return;
    const { instrument, lots, orderId, reduceOnly } = request;
    const order = this.#orders.get(orderId);
    if (!order) return this.#breach(`${orderId} left uncommitted`);
    if (this.#placed.has(orderId)) this.#breach(`${orderId} was sent twice`);
    this.#placed.add(orderId);
    if (order.role !== 'entry') {
      if (!reduceOnly) this.#breach(`${order.role} ${orderId} may increase the position`);
      if (lots > held) this.#breach(`${order.role} ${orderId} of ${lots} lots, held ${held}`);
      return;
    }
    const { signal } = order;
    if (this.isDiskFull) this.#breach(`entry ${orderId} left while the disk is full`);
    if (this.isKilled) this.#breach(`entry ${orderId} left while trading is killed`);
    // The other leg of a pair waits for its price, whenever that comes.
    if (signal === undefined && order.oco === undefined)
      this.#breach(`entry ${orderId} does not say how old its signal is`);
    if (signal && now > signal.at + oldestSignalMs(order))
      this.#breach(`entry ${orderId} left ${now - signal.at} ms after its signal: too old`);
    if (order.submittedAt < this.wokeAt) this.#breach(`entry ${orderId} is from before the machine slept`);
    const last = this.#lastEntryAt.get(instrument);
    if (last !== undefined && trueNow - last < this.#spacingMs)
      this.#breach(`${orderId} left ${trueNow - last} ms after the entry before it in ${instrument}`);
    this.#lastEntryAt.set(instrument, trueNow);
  }

  #breach(what: string): void {
    this.breaches.push(what);
  }
}
