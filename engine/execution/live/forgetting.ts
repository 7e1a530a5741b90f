import type { LinkedOrders } from './linked-orders.ts';
import { PACE } from './live-settings.ts';
import type { LiveStreet } from './live-street.ts';
import type { OrderRecord } from './order-record.ts';
import type { TradeIntake } from './trade-intake.ts';

/**
 * Lets go of orders that are over for good: their fills are all counted by the venue's own word, or every trade
 * since has been read, and nobody waits for them. What is kept is written down with every commit.
 *
 * Waits that a clock was set ahead over, maybe before this process began, start anew: what the venue said of an order
 * before it was over may still be on its way, and would be taken for an order in no record.
 */
export class Forgetting {
  readonly #street: LiveStreet;
  readonly #trades: Pick<TradeIntake, 'readUpTo'>;
  readonly #linked: Pick<LinkedOrders, 'needs'>;
  #nextAt = 0;
  #begunAt: number | undefined;

  constructor(
    street: LiveStreet,
    trades: Pick<TradeIntake, 'readUpTo'>,
    linked: Pick<LinkedOrders, 'needs'>,
  ) {
    this.#street = street;
    this.#trades = trades;
    this.#linked = linked;
  }

  tick(): void {
    const { now, records } = this.#street;
    this.#begunAt ??= now;
    if (now < this.#nextAt) return;
    this.#nextAt = now + PACE.forgetting;
    records.forget((record) => this.#isDone(record));
  }

  #isDone({ closedAt = 0, ending, inquiry, isFinal, order }: OrderRecord): boolean {
    const { jumpedAt, now, positions } = this.#street;
    const overSince = Math.max(closedAt, jumpedAt, this.#begunAt ?? now);
    if (now < overSince + PACE.closedOrder || inquiry || ending || order.status === 'lost') return false;
    const isFilled = order.status === 'filled';
    const isRead = this.#trades.readUpTo >= overSince + PACE.propagation;
    if (isFinal !== true && !isFilled && !isRead) return false;
    // What an entry has filled may still be of somebody's business while it is held.
    const isHeld = order.role === 'entry' && positions.signedLots(order.runId, order.instrument) !== 0;
    return !isHeld && !this.#linked.needs(order.id);
  }
}
