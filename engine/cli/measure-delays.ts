import type { Order } from '../domain/order/order.ts';
import type { KernelEvent } from '../domain/session/kernel-event.ts';
import { LONGEST_DELAY_MS } from '../domain/session/measured-delays.ts';
import type { Outcome } from '../domain/session/outcome.ts';

/** What a venue tells as it happens. A whole book or a bar is told long after its time. */
const TOLD_AT_ONCE = new Set<KernelEvent['kind']>(['book-delta', 'trade']);

/**
 * How long the events of a market were on their way: from the venue's time to ours. A clock of the venue that is ahead
 * of ours makes some of them seem to come before they left; those took no time that could be measured.
 */
export class FeedDelays {
  readonly values: number[] = [];

  add(event: KernelEvent): void {
    if (!TOLD_AT_ONCE.has(event.kind) || !('venueTime' in event)) return;
    const ms = Math.max(0, event.time - event.venueTime);
    if (event.venueTime > 0 && ms <= LONGEST_DELAY_MS) this.values.push(ms);
  }
}

/**
 * How long orders were on their way to a real venue, and its word back to us, by its fills: an order at market fills as
 * it arrives, and every fill has the venue's time and the time we knew of it.
 */
export class OrderDelays {
  readonly orderMs: number[] = [];
  readonly responseMs: number[] = [];
  readonly #onTheirWay = new Map<Order['id'], number>();

  add(outcome: Outcome): void {
    if (outcome.kind === 'order-submitted' && outcome.order.kind.type === 'market')
      this.#onTheirWay.set(outcome.order.id, outcome.order.submittedAt);
    if (outcome.kind !== 'order-filled') return;
    const { orderId, time, venueTime } = outcome.fill;
    push(this.responseMs, time - venueTime);
    const sentAt = this.#onTheirWay.get(orderId);
    if (sentAt === undefined) return;
    this.#onTheirWay.delete(orderId);
    push(this.orderMs, venueTime - sentAt);
  }
}

function push(values: number[], ms: number): void {
  if (ms <= LONGEST_DELAY_MS) values.push(Math.max(0, ms));
}
