import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { waitsForTrigger } from '../../domain/order/order-kind.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { lots } from '../../domain/units/lots.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { type LatencyModel, latencyModelOf } from '../../execution/latency.ts';
import { newVenueOrder, type VenueOrder } from '../../execution/venue-order.ts';

/** What binds an order that stands to others. */
type Links = Partial<Pick<Order, 'protects' | 'targetOf' | 'oco'>> &
  Pick<Partial<VenueOrder>, 'otherFilledLots' | 'trailBest'>;

/** Orders that stand at a simulated venue from its first moment on, and how they are known. */
export class StandingOrders {
  readonly known: Order[] = [];
  readonly atVenue: VenueOrder[] = [];
  readonly #latency: LatencyModel;
  readonly #idPrefix: string;
  readonly #now: UnixMs;

  constructor({ latency, seed, sessionId }: SessionDescription, now: UnixMs) {
    this.#latency = latencyModelOf(latency, seed);
    this.#idPrefix = sessionId;
    this.#now = now;
  }

  /** Orders so far; the next one's number follows it. */
  get count(): number {
    return this.known.length;
  }

  has(id: OrderId): boolean {
    return this.known.some((each) => each.id === id);
  }

  /** Takes over an order that stands at a real venue, as far as it is filled there. It joins its queue at the back. */
  take(order: Order, links: Links = {}): void {
    this.#add({ ...order, ...(links.oco === undefined ? {} : { oco: links.oco }) }, links);
  }

  /** Adds an order for something the real venue or the session itself watches for, without an order there. */
  make(intent: OrderIntent, { protects, targetOf, ...links }: Links): OrderId {
    const id = this.idOf(this.count + 1);
    const { oco } = links;
    const order: Order = {
      ...intent,
      id,
      status: 'working',
      filledLots: lots(0),
      submittedAt: this.#now,
      acceptedAt: this.#now,
      ...(protects === undefined ? {} : { protects }),
      ...(targetOf === undefined ? {} : { targetOf }),
      ...(oco === undefined ? {} : { oco }),
    };
    this.#add(order, links);
    return id;
  }

  /** What the order of that number is called where `make` adds it; numbers begin at 1. */
  idOf(number: number): OrderId {
    return `${this.#idPrefix}-${number}`;
  }

  #add(order: Order, { otherFilledLots, trailBest }: Links): void {
    const { acceptedAt, filledLots, id, oco, protects, status, submittedAt, targetOf: _, ...intent } = order;
    this.known.push(order);
    this.atVenue.push({
      ...newVenueOrder({
        id,
        intent,
        latency: this.#latency(this.count),
        submittedAt,
        ...(protects === undefined ? {} : { protects }),
        ...(oco === undefined ? {} : { oco }),
        ...(otherFilledLots === undefined ? {} : { otherFilledLots }),
        ...(trailBest === undefined ? {} : { trailBest }),
      }),
      phase: status === 'working' && waitsForTrigger(intent.kind) ? 'waiting' : 'resting',
      arrivedAt: acceptedAt ?? submittedAt,
      filledLots,
    });
  }
}
