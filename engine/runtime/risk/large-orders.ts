import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { UnixMs } from '../../domain/units/time.ts';

/** How long a refused order waits for a person to confirm it, in ms. */
const CONFIRM_WITHIN_MS = 60_000;

/** An order by hand that was refused for its size, exactly as it would have left. */
export interface LargeOrder {
  readonly intent: OrderIntent;
  /** What it is worth and what would have passed, in quote units. */
  readonly measured: Readonly<Record<string, number>>;
  readonly refusedAt: UnixMs;
}

/**
 * Keeps orders by hand that were refused for their size until a person has confirmed them. What is confirmed is
 * that order and no other, once; it is found by the key of its wish. Kept in memory alone: nothing that was refused
 * before a restart can be confirmed after it.
 */
export class LargeOrders {
  readonly #waiting = new Map<string, LargeOrder>();

  /** Remembers a refused order that has a key; the same key again takes the place of what it stood for. */
  note(order: LargeOrder): void {
    const { key } = order.intent;
    this.#forgetOld(order.refusedAt);
    if (key !== undefined) this.#waiting.set(key, order);
  }

  /** What would be confirmed by a key now; undefined when nothing waits under it. */
  find(key: string, time: UnixMs): LargeOrder | undefined {
    const order = this.#waiting.get(key);
    return order && time - order.refusedAt <= CONFIRM_WITHIN_MS ? order : undefined;
  }

  /** Takes what a person has confirmed: a second time there is nothing. */
  take(key: string, time: UnixMs): LargeOrder | undefined {
    const order = this.find(key, time);
    this.#waiting.delete(key);
    return order;
  }

  #forgetOld(time: UnixMs): void {
    for (const [key, { refusedAt }] of this.#waiting)
      if (time - refusedAt > CONFIRM_WITHIN_MS) this.#waiting.delete(key);
  }
}
