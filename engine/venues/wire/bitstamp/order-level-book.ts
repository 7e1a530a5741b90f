import type { Side } from '../../../domain/order/side.ts';

/** One side's best price and what rests there, in ticks and size steps; undefined for an empty side. */
export interface RestingLevel {
  readonly ticks: number;
  readonly steps: number;
}

/** One order as the venue tells of it. */
export interface OrderState {
  readonly orderId: string;
  readonly side: Side;
  readonly ticks: number;
  /** What remains, in size steps; what remained when it was deleted. */
  readonly steps: number;
}

/** Most ids of deleted orders remembered, against changes that come late. */
const MOST_DELETED = 100_000;

/**
 * A book of single orders, summed by price. Orders from before the recording are not known one by one:
 * what the venue's first book shows beyond the known ones is kept by price, and goes with their deletion.
 */
export class OrderLevelBook {
  readonly #orders = new Map<string, OrderState>();
  readonly #deleted = new Set<string>();
  readonly #levels: Readonly<Record<Side, Map<number, number>>> = { buy: new Map(), sell: new Map() };
  readonly #unknown: Readonly<Record<Side, Map<number, number>>> = { buy: new Map(), sell: new Map() };
  /** The worst price the venue has shown of each side. */
  readonly #sight: { [Name in Side]?: number } = {};
  #lateChanges = 0;

  /** Changes of orders that were gone already, which were ignored: they would rest for ever. */
  get lateChanges(): number {
    return this.#lateChanges;
  }

  /** An order as it was told last; undefined when it is not known. */
  order(orderId: string): OrderState | undefined {
    return this.#orders.get(orderId);
  }

  /** An order was created or changed. False when it is gone already. */
  place(order: OrderState): boolean {
    if (this.#deleted.has(order.orderId)) {
      this.#lateChanges += 1;
      return false;
    }
    this.#forget(order);
    if (order.steps > 0) {
      this.#orders.set(order.orderId, order);
      this.#add(order.side, order.ticks, order.steps);
    }
    return true;
  }

  /** An order is gone: cancelled or filled. */
  remove(order: OrderState): void {
    this.#forget(order);
    if (this.#deleted.size >= MOST_DELETED) {
      const [oldest] = this.#deleted;
      if (oldest !== undefined) this.#deleted.delete(oldest);
    }
    this.#deleted.add(order.orderId);
  }

  /**
   * Takes over what the venue shows of a side, best first, beyond the orders known one by one. It is added
   * where a price comes into sight for the first time, later it only shrinks: new orders are all told.
   * Gives the prices where the sum changed.
   */
  reconcile(side: Side, shown: readonly RestingLevel[]): number[] {
    const unknown = this.#unknown[side];
    const worst = shown.at(-1)?.ticks;
    if (worst === undefined) return [];
    const sizes = new Map(shown.map(({ steps, ticks }) => [ticks, steps]));
    for (const ticks of unknown.keys()) {
      const isInSight = side === 'buy' ? ticks >= worst : ticks <= worst;
      if (isInSight && !sizes.has(ticks)) sizes.set(ticks, 0);
    }
    const changed: number[] = [];
    for (const [ticks, steps] of sizes) {
      const before = unknown.get(ticks) ?? 0;
      const shownBeyond = Math.max(0, steps - (this.stepsAt(side, ticks) - before));
      const now = this.#wasInSight(side, ticks) ? Math.min(before, shownBeyond) : shownBeyond;
      if (now === before) continue;
      if (now === 0) unknown.delete(ticks);
      else unknown.set(ticks, now);
      this.#add(side, ticks, now - before);
      changed.push(ticks);
    }
    if (!this.#wasInSight(side, worst)) this.#sight[side] = worst;
    return changed;
  }

  #wasInSight(side: Side, ticks: number): boolean {
    const worst = this.#sight[side];
    return worst !== undefined && (side === 'buy' ? ticks >= worst : ticks <= worst);
  }

  /** Size steps resting at a price. */
  stepsAt(side: Side, ticks: number): number {
    return this.#levels[side].get(ticks) ?? 0;
  }

  /** The best price of a side with what rests there. */
  best(side: Side): RestingLevel | undefined {
    let best: number | undefined;
    for (const ticks of this.#levels[side].keys()) {
      if (best === undefined || (side === 'buy' ? ticks > best : ticks < best)) best = ticks;
    }
    return best === undefined ? undefined : { ticks: best, steps: this.stepsAt(side, best) };
  }

  /** All levels of a side, the best first. */
  levels(side: Side): RestingLevel[] {
    const levels = [...this.#levels[side]].map(([ticks, steps]) => ({ ticks, steps }));
    return levels.sort((a, b) => (side === 'buy' ? b.ticks - a.ticks : a.ticks - b.ticks));
  }

  #forget({ orderId, side, steps, ticks }: OrderState): void {
    const before = this.#orders.get(orderId);
    if (before === undefined) return this.#forgetUnknown(side, ticks, steps);
    this.#orders.delete(orderId);
    this.#add(before.side, before.ticks, -before.steps);
  }

  #forgetUnknown(side: Side, ticks: number, steps: number): void {
    const unknown = this.#unknown[side].get(ticks) ?? 0;
    const taken = Math.min(unknown, steps);
    if (taken === 0) return;
    if (taken === unknown) this.#unknown[side].delete(ticks);
    else this.#unknown[side].set(ticks, unknown - taken);
    this.#add(side, ticks, -taken);
  }

  #add(side: Side, ticks: number, steps: number): void {
    const sum = this.stepsAt(side, ticks) + steps;
    if (sum > 0) this.#levels[side].set(ticks, sum);
    else this.#levels[side].delete(ticks);
  }
}
