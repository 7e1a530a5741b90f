import type { Fill } from '../../domain/order/fill.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import { triggerOfKind } from '../../domain/order/order-kind.ts';
import { signOf } from '../../domain/order/side.ts';
import { withNewest } from './with-newest.ts';

/** How many fills of a strategy are looked at. */
export const SLIPPAGE_FILLS = 10;

export interface SlippageLogState {
  readonly expected: Readonly<Record<OrderId, number>>;
  readonly shares: Readonly<Record<string, readonly number[]>>;
}

/**
 * How much worse fills were than expected: than the touch when a market order was sent, or than the trigger of a
 * stop. Limit orders cannot be.
 */
export class SlippageLog {
  readonly #expected = new Map<OrderId, number>();
  readonly #shares = new Map<string, readonly number[]>();

  /** An order is on its way; `touchTicks` is the best price it could hit now, 0 when there is none. */
  sent(order: Order, touchTicks: number): void {
    const at = triggerOfKind(order.kind) ?? (order.kind.type === 'market' ? touchTicks : 0);
    if (at > 0) this.#expected.set(order.id, at);
  }

  filled(fill: Fill, strategyId: string): void {
    const expected = this.#expected.get(fill.orderId);
    if (expected === undefined) return;
    const share = (signOf(fill.side) * (fill.ticks - expected)) / expected;
    this.#shares.set(strategyId, withNewest(this.#shares.get(strategyId), share, SLIPPAGE_FILLS));
  }

  closed(orderId: OrderId): void {
    this.#expected.delete(orderId);
  }

  /** Of the last fills, how many were worse than expected by more than `share`. */
  countWorse(strategyId: string, share: number): number {
    return (this.#shares.get(strategyId) ?? []).filter((each) => each > share).length;
  }

  forget(strategyId: string): void {
    this.#shares.delete(strategyId);
  }

  state(): SlippageLogState {
    return {
      expected: Object.fromEntries(this.#expected),
      shares: Object.fromEntries(this.#shares),
    };
  }

  restore({ expected, shares }: SlippageLogState): void {
    for (const [id, at] of Object.entries(expected)) this.#expected.set(id, at);
    for (const [id, list] of Object.entries(shares)) this.#shares.set(id, Object.freeze([...list]));
  }
}
