import type { RunId } from '../domain/order/order-intent.ts';
import type { OrderId } from '../domain/order/order.ts';
import { limitOf, reaches, sideHit, type VenueOrder, type VenuePhase } from './venue-order.ts';

/** The orders of one instrument that are at the venue, in order of arrival: resting, waiting, or set off. */
export class LiveOrders {
  #orders: VenueOrder[] = [];

  get isEmpty(): boolean {
    return this.#orders.length === 0;
  }

  /** Replaces everything. */
  restore(orders: readonly VenueOrder[]): void {
    this.#orders = [...orders];
  }

  add(order: VenueOrder, phase: VenuePhase): void {
    order.phase = phase;
    this.#orders.push(order);
  }

  drop(order: VenueOrder): void {
    order.phase = 'closed';
    const index = this.#orders.indexOf(order);
    if (index >= 0) this.#orders.splice(index, 1);
  }

  find(id: OrderId): VenueOrder | undefined {
    return this.#orders.find((each) => each.id === id);
  }

  all(): readonly VenueOrder[] {
    return [...this.#orders];
  }

  resting(): VenueOrder[] {
    return this.#orders.filter((each) => each.phase === 'resting');
  }

  waiting(): VenueOrder[] {
    return this.#orders.filter((each) => each.phase === 'waiting');
  }

  /** Resting orders, the better price first, then the earlier arrival. */
  byPriority(): VenueOrder[] {
    const rank = (order: VenueOrder) => (limitOf(order) ?? 0) * (order.intent.side === 'buy' ? -1 : 1);
    return this.resting().toSorted((a, b) => rank(a) - rank(b));
  }

  /** Best price of a resting order on the other side, which an order that opens must not trade with. */
  ownOpposite(order: VenueOrder): number | undefined {
    if (order.intent.reduceOnly) return undefined;
    const limits = this.resting()
      .filter((own) => own !== order && own.intent.side !== order.intent.side)
      .map((own) => limitOf(own) as number);
    if (limits.length === 0) return undefined;
    return sideHit(order) === 'ask' ? Math.min(...limits) : Math.max(...limits);
  }

  /** Resting orders of the other side that an order meets on its way to a price. */
  inTheWayOf(order: VenueOrder, worstTicks: number): VenueOrder[] {
    return this.resting().filter((own) => {
      const limit = limitOf(own);
      return (
        own.intent.side !== order.intent.side &&
        limit !== undefined &&
        reaches(order.intent.side, worstTicks, limit)
      );
    });
  }

  /** Orders of a run that could only shrink its position. */
  reducing(runId: RunId): VenueOrder[] {
    return this.#orders.filter((each) => each.intent.runId === runId && each.intent.reduceOnly);
  }
}
