import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { OrderChange } from '../domain/order/order-change.ts';
import type { OrderIntent, OrderKind } from '../domain/order/order-intent.ts';
import { isClosed, type Order, type OrderId } from '../domain/order/order.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { lots } from '../domain/units/lots.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../domain/units/time.ts';
import { BracketTargets } from './bracket-targets.ts';
import { KnownOrders } from './known-orders.ts';
import type { LatencyModel } from './latency.ts';
import type { ProtectionDoor } from './protection-door.ts';
import { Protection } from './protection.ts';
import { newVenueOrder, type VenueOrder } from './venue-order.ts';
import type { VenuePost } from './venue-post.ts';
import type { PaperVenueState } from './venue-state.ts';

/** What our side of the simulated venue works with. */
export interface ClerkParts {
  readonly idPrefix: string;
  readonly stopConfirmMs: number;
  readonly instruments: ReadonlySet<InstrumentId>;
  readonly latency: LatencyModel;
  readonly post: VenuePost;
  /** Orders that are open at the venue or on their way to it. */
  readonly orders: Map<OrderId, VenueOrder>;
}

/** How an order is bound to others, and its delays where they are not its own. */
export type OrderLinks = Partial<
  Pick<VenueOrder, 'decisionMidHalfTicks' | 'protects' | 'targetOf' | 'replaces' | 'oco' | 'latency'>
>;

/** Our side of the line: what we have sent, what we know of it by now, and what follows from that. */
export class OrderClerk {
  readonly known = new KnownOrders();
  readonly protection: Protection;
  /** What has happened since it was last looked at. */
  outcomes: Outcome[] = [];
  now: UnixMs = unixMs(0);
  readonly #parts: ClerkParts;
  readonly #targets = new BracketTargets();
  /** Orders to be taken back as soon as they are known to have arrived, and why. */
  readonly #cancelWishes = new Map<OrderId, string>();
  #orderCount = 0;

  constructor(parts: ClerkParts) {
    this.#parts = parts;
    this.protection = new Protection({ confirmMs: parts.stopConfirmMs });
  }

  /** The next order's id and delays. */
  nextOrder(): Pick<VenueOrder, 'id' | 'latency'> {
    this.#orderCount += 1;
    return { id: this.#idOf(this.#orderCount), latency: this.#parts.latency(this.#orderCount) };
  }

  /** @throws {RangeError} when the instrument is not traded here or the order has no size. */
  send(intent: OrderIntent, { latency: given, ...links }: OrderLinks): OrderId {
    if (!this.#parts.instruments.has(intent.instrument))
      throw new RangeError(`${intent.instrument} is not traded at this venue`);
    if (intent.lots <= 0) throw new RangeError(`an order must have lots above zero, was ${intent.lots}`);
    const next = this.nextOrder();
    const { id } = next;
    const latency = given ?? next.latency;
    const submittedAt = this.now;
    const { oco, protects, targetOf } = links;
    const order: Order = {
      ...intent,
      id,
      status: 'sending',
      filledLots: lots(0),
      submittedAt,
      ...(protects === undefined ? {} : { protects }),
      ...(oco === undefined ? {} : { oco }),
      ...(targetOf === undefined ? {} : { targetOf }),
    };
    this.#parts.orders.set(id, newVenueOrder({ id, intent, latency, submittedAt, ...links }));
    this.known.add(order);
    this.outcomes.push({ kind: 'order-submitted', order });
    this.#parts.post.sendOrder(id, submittedAt, latency);
    return id;
  }

  /** Two orders for the same lots that reach the venue together. */
  sendPair(first: OrderIntent, otherLeg: OrderKind, links: OrderLinks): void {
    const latency = this.#parts.latency(this.#orderCount + 1);
    const firstId = this.#idOf(this.#orderCount + 1);
    const secondId = this.#idOf(this.#orderCount + 2);
    const { otherLeg: _, ...shared } = first;
    this.send(first, { ...links, latency, oco: secondId });
    this.send({ ...shared, kind: otherLeg }, { ...links, latency, oco: firstId });
  }

  cancel(orderId: OrderId, because: string): void {
    const known = this.known.get(orderId);
    if (!known || isClosed(known.status) || known.status === 'canceling') return;
    if (known.status === 'sending') {
      this.#cancelWishes.set(orderId, because);
      return;
    }
    this.learn({ kind: 'cancel-requested', orderId, because });
    // It travels as its order did, and so never arrives before it.
    const latency = this.#parts.orders.get(orderId)?.latency ?? this.#parts.latency(this.#orderCount);
    this.#parts.post.sendCancel({ orderId, instrument: known.instrument, because }, this.now, latency);
  }

  /** Asks for a change; closed orders, those on their way and those set off stay as they are. */
  amend(orderId: OrderId, change: OrderChange, because: string): void {
    const known = this.known.get(orderId);
    const order = this.#parts.orders.get(orderId);
    if (known?.status !== 'working' || !order) {
      const measured = known ? { lots: known.lots, filledLots: known.filledLots } : {};
      this.outcomes.push({ kind: 'amend-rejected', orderId, code: 'not-amendable', measured });
      return;
    }
    this.learn({ kind: 'amend-requested', orderId, change, because });
    this.#parts.post.sendAmend({ orderId, instrument: known.instrument, change }, this.now, order.latency);
  }

  /** A change reached the venue after the order had ended. */
  learnTooLate(orderId: OrderId): void {
    const known = this.known.get(orderId);
    const measured = known ? { lots: known.lots, filledLots: known.filledLots } : {};
    this.learn({ kind: 'amend-rejected', orderId, code: 'not-amendable', measured });
  }

  moveStop(entryId: OrderId, trigger: Ticks): void {
    this.protection.move(entryId, trigger);
    this.protection.sync(this.now, this.#protectionDoor);
  }

  /** Takes in what has become known. */
  learn(outcome: Outcome): void {
    this.outcomes.push(outcome);
    // What the venue orders itself we learn of like everything else.
    if (outcome.kind === 'order-submitted') this.known.add(outcome.order);
    const order = this.known.learn(outcome);
    if (!order) return;
    this.protection.learn(outcome, order, this.now);
    this.#cancelAsWished(order);
    if (outcome.kind === 'order-filled') this.#targets.learn(outcome.fill, order);
    else if (isClosed(order.status)) this.#targets.forget(order.id);
  }

  /** Stops and targets follow what has become known. */
  follow(): void {
    this.protection.sync(this.now, this.#protectionDoor);
    this.#targets.sync((intent, links) => this.send(intent, links));
  }

  snapshot(): Pick<
    PaperVenueState,
    'orderCount' | 'knownOrders' | 'protection' | 'targets' | 'cancelWishes'
  > {
    const targets = this.#targets.snapshot();
    return {
      orderCount: this.#orderCount,
      knownOrders: this.known.open(),
      protection: this.protection.snapshot(),
      ...(targets.length > 0 ? { targets } : {}),
      ...(this.#cancelWishes.size > 0 ? { cancelWishes: [...this.#cancelWishes] } : {}),
    };
  }

  restore(state: PaperVenueState): void {
    this.now = state.now;
    this.#orderCount = state.orderCount;
    this.known.restore(state.knownOrders);
    this.protection.restore(state.protection);
    this.#targets.restore(state.targets ?? []);
    this.#cancelWishes.clear();
    for (const [id, because] of state.cancelWishes ?? []) this.#cancelWishes.set(id, because);
  }

  /** An order can be taken back once the venue is known to have it. */
  #cancelAsWished({ id, status }: Order): void {
    const because = this.#cancelWishes.get(id);
    if (because === undefined || status === 'sending') return;
    this.#cancelWishes.delete(id);
    this.cancel(id, because);
  }

  #idOf(orderNumber: number): OrderId {
    return `${this.#parts.idPrefix}-${orderNumber}`;
  }

  readonly #protectionDoor: ProtectionDoor = {
    place: (intent, links) => this.send(intent, links),
    cancel: (orderId, because) => this.cancel(orderId, because),
    warn: (text) => this.outcomes.push({ kind: 'notice', level: 'warning', text }),
    order: (orderId) => this.known.get(orderId),
    // It answers to everything.
    hasUnknownExit: () => false,
  };
}
