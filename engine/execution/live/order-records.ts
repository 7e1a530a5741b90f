import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import { isClosed, type Order, type OrderId } from '../../domain/order/order.ts';
import { FrozenCopies } from '../frozen-copy.ts';
import type { OrderRecord } from './order-record.ts';

/** Closed orders that late fills can still be matched with. */
const KEPT_CLOSED = 512;

/** The orders of one account at a real venue, as far as we know them. */
export class OrderRecords {
  readonly #open = new Map<OrderId, OrderRecord>();
  readonly #closed = new Map<OrderId, OrderRecord>();
  readonly #byVenueId = new Map<string, OrderId>();
  /** Each record as it was told last. */
  readonly #told = new FrozenCopies<OrderRecord>();

  add(record: OrderRecord): void {
    this.#open.set(record.order.id, record);
  }

  get(id: OrderId): OrderRecord | undefined {
    return this.#open.get(id) ?? this.#closed.get(id);
  }

  /** The order of ours a report speaks of, by our id or by the venue's. */
  find(orderId: OrderId | undefined, venueOrderId: string): OrderRecord | undefined {
    const id = orderId ?? this.#byVenueId.get(venueOrderId);
    return id === undefined ? undefined : this.get(id);
  }

  nameAtVenue(record: OrderRecord, venueOrderId: string): void {
    if (record.venueOrderId === venueOrderId) return;
    record.venueOrderId = venueOrderId;
    this.#byVenueId.set(venueOrderId, record.order.id);
  }

  /** Takes in what an order has become. */
  replace(record: OrderRecord, order: Order): void {
    record.order = order;
    const { id, status } = order;
    if (!isClosed(status)) {
      if (this.#closed.delete(id)) this.#open.set(id, record);
      return;
    }
    if (!this.#open.delete(id)) return;
    this.#closed.set(id, record);
    const oldest = this.#closed.values().next();
    if (this.#closed.size <= KEPT_CLOSED || oldest.done) return;
    this.#closed.delete(oldest.value.order.id);
    if (oldest.value.venueOrderId !== undefined) this.#byVenueId.delete(oldest.value.venueOrderId);
  }

  /** Lets go of closed orders of which nothing more can become known. */
  forget(isDone: (record: OrderRecord) => boolean): void {
    for (const [id, record] of this.#closed) {
      if (!isDone(record)) continue;
      this.#closed.delete(id);
      if (record.venueOrderId !== undefined) this.#byVenueId.delete(record.venueOrderId);
    }
  }

  /** Records that are not closed, in order of submission. */
  open(): IterableIterator<OrderRecord> {
    return this.#open.values();
  }

  /** Records of orders that closed lately, the oldest first. */
  closed(): IterableIterator<OrderRecord> {
    return this.#closed.values();
  }

  /** Of those that are closed, the ones whose venue has more to tell. */
  closedWithInquiry(): OrderRecord[] {
    const found: OrderRecord[] = [];
    for (const record of this.#closed.values()) if (record.inquiry !== undefined) found.push(record);
    return found;
  }

  hasOpenEntry(runId: RunId, instrument: InstrumentId): boolean {
    for (const { order } of this.#open.values()) {
      if (order.role === 'entry' && order.runId === runId && order.instrument === instrument) return true;
    }
    return false;
  }

  remembersRun(runId: RunId): boolean {
    for (const kept of [this.#open, this.#closed])
      for (const { order } of kept.values()) if (order.runId === runId) return true;
    return false;
  }

  entries(): { readonly open: readonly OrderRecord[]; readonly closed: readonly OrderRecord[] } {
    return {
      open: Array.from(this.#open.values(), (record) => this.#told.of(record)),
      closed: Array.from(this.#closed.values(), (record) => this.#told.of(record)),
    };
  }

  restore({
    closed,
    open,
  }: {
    readonly open: readonly OrderRecord[];
    readonly closed: readonly OrderRecord[];
  }): void {
    this.#open.clear();
    this.#closed.clear();
    this.#byVenueId.clear();
    for (const record of structuredClone([...closed])) this.#closed.set(record.order.id, record);
    for (const record of structuredClone([...open])) this.#open.set(record.order.id, record);
    for (const record of [...this.#closed.values(), ...this.#open.values()]) {
      if (record.venueOrderId !== undefined) this.#byVenueId.set(record.venueOrderId, record.order.id);
    }
  }
}
