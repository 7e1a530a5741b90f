import type { Levels } from '../../../domain/market/levels.ts';
import { FillLog } from './fill-log.ts';
import { LevelChanges, type SideSign } from './level-changes.ts';

const NONE = -1;
const RING = 1 << 17;
const MASK = RING - 1;

/** How far apart, in ticks, the lowest and the highest resting order may be. */
export const PRICE_REACH = RING;

/** An order that did not rest: it was filled at once or never meant to stay. */
export const NO_ORDER = NONE;

interface Placement {
  readonly side: SideSign;
  readonly price: number;
  readonly lots: number;
  /** Whose it is; handed back with every fill. */
  readonly owner: number;
}

/**
 * A continuous double auction in whole ticks and lots with price-time priority: the better price first,
 * at one price the older order first, and the resting order's price is the trade's price.
 *
 * Orders live in flat arrays as one linked queue per price; prices sit on a ring, so nothing is searched
 * or moved. A price belongs to one side at a time because the book is never crossed.
 */
export class LimitOrderBook {
  /** Best prices in ticks; 0 while the side is empty. */
  bestBid = 0;
  bestAsk = 0;
  readonly fills = new FillLog();
  readonly changes = new LevelChanges();

  readonly #price: Int32Array;
  readonly #lots: Int32Array;
  readonly #owner: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  #free = 0;
  #bidOrders = 0;
  #askOrders = 0;

  readonly #levelLots = new Int32Array(RING);
  readonly #levelPrice = new Int32Array(RING);
  readonly #levelSide = new Int8Array(RING);
  readonly #head = new Int32Array(RING).fill(NONE);
  readonly #tail = new Int32Array(RING).fill(NONE);

  constructor(capacity = 8192) {
    this.#price = new Int32Array(capacity);
    this.#lots = new Int32Array(capacity);
    this.#owner = new Int32Array(capacity);
    this.#previous = new Int32Array(capacity).fill(NONE);
    this.#next = Int32Array.from({ length: capacity }, (_, index) =>
      index + 1 < capacity ? index + 1 : NONE,
    );
  }

  /** Forgets the fills and changes of the action before. */
  beginAction(): void {
    this.fills.clear();
    this.changes.clear();
  }

  /**
   * Trades what crosses and rests what is left. Answers the resting order, or `NO_ORDER`.
   * @throws {RangeError} when the book is full or the price is out of reach of what rests.
   */
  place(order: Placement): number {
    const left = order.lots - this.take(order.side, order.price, order.lots);
    return left > 0 ? this.#rest(order, left) : NO_ORDER;
  }

  /** Trades against the other side down to `limit` and no further. Answers the lots traded. */
  take(side: SideSign, limit: number, lots: number): number {
    let wanted = lots;
    while (wanted > 0) {
      const best = side === 1 ? this.bestAsk : this.bestBid;
      if (best === 0 || (side === 1 ? best > limit : best < limit)) break;
      wanted -= this.#takeLevel(best, wanted);
    }
    return lots - wanted;
  }

  /** The price nearest to `wanted` at which an order of this side rests without trading. */
  passivePrice(side: SideSign, wanted: number): number {
    if (side === 1) return this.bestAsk === 0 ? wanted : Math.min(wanted, this.bestAsk - 1);
    return Math.max(wanted, this.bestBid + 1);
  }

  /** Takes a resting order out of the book. The order must rest. */
  cancel(order: number): void {
    const slot = (this.#price[order] ?? 0) & MASK;
    this.#noteChange(slot);
    this.#levelLots[slot] = (this.#levelLots[slot] ?? 0) - (this.#lots[order] ?? 0);
    this.#unlink(order, slot);
  }

  /** What rests at a price on a side. */
  lotsAt(side: SideSign, price: number): number {
    const slot = price & MASK;
    return this.#levelSide[slot] === side && this.#levelPrice[slot] === price
      ? (this.#levelLots[slot] ?? 0)
      : 0;
  }

  priceOf(order: number): number {
    return this.#price[order] ?? 0;
  }

  lotsOf(order: number): number {
    return this.#lots[order] ?? 0;
  }

  /** Owner of the order first in line at the best price of a side; `undefined` while the side is empty. */
  firstOwner(side: SideSign): number | undefined {
    const best = side === 1 ? this.bestBid : this.bestAsk;
    return best === 0 ? undefined : this.#owner[this.#head[best & MASK] ?? NONE];
  }

  orderCount(side: SideSign): number {
    return side === 1 ? this.#bidOrders : this.#askOrders;
  }

  /** Every level of a side, best first. */
  levels(side: SideSign): Levels {
    const found: number[] = [];
    const start = side === 1 ? this.bestBid : this.bestAsk;
    if (start === 0) return found;
    let left = this.orderCount(side);
    for (let price = start; left > 0; price -= side) {
      const lots = this.lotsAt(side, price);
      if (lots === 0) continue;
      found.push(price, lots);
      for (let order = this.#head[price & MASK] ?? NONE; order !== NONE; order = this.#next[order] ?? NONE)
        left -= 1;
    }
    return found;
  }

  #takeLevel(price: number, wanted: number): number {
    const slot = price & MASK;
    const fills = this.fills;
    this.#noteChange(slot);
    let taken = 0;
    for (
      let order = this.#head[slot] ?? NONE;
      order !== NONE && taken < wanted;
      order = this.#head[slot] ?? NONE
    ) {
      const resting = this.#lots[order] ?? 0;
      const size = Math.min(resting, wanted - taken);
      const index = fills.count;
      fills.prices[index] = price;
      fills.lots[index] = size;
      fills.owners[index] = this.#owner[order] ?? 0;
      fills.orders[index] = order;
      fills.left[index] = resting - size;
      fills.count += 1;
      taken += size;
      this.#lots[order] = resting - size;
      this.#levelLots[slot] = (this.#levelLots[slot] ?? 0) - size;
      if (size === resting) this.#unlink(order, slot);
    }
    return taken;
  }

  #rest({ side, price, owner }: Placement, lots: number): number {
    const order = this.#free;
    if (order === NONE) throw new RangeError(`the book is full: ${this.#price.length} orders rest already`);
    const slot = price & MASK;
    if (this.#levelSide[slot] === 0) this.#openLevel(slot, side, price);
    else if (this.#levelPrice[slot] !== price) {
      throw new RangeError(
        `price ${price} is ${RING} ticks or more from ${this.#levelPrice[slot] ?? 0}, which rests`,
      );
    } else this.#noteChange(slot);
    this.#free = this.#next[order] ?? NONE;
    const tail = this.#tail[slot] ?? NONE;
    this.#price[order] = price;
    this.#lots[order] = lots;
    this.#owner[order] = owner;
    this.#next[order] = NONE;
    this.#previous[order] = tail;
    if (tail === NONE) this.#head[slot] = order;
    else this.#next[tail] = order;
    this.#tail[slot] = order;
    this.#levelLots[slot] = (this.#levelLots[slot] ?? 0) + lots;
    if (side === 1) this.#bidOrders += 1;
    else this.#askOrders += 1;
    return order;
  }

  #openLevel(slot: number, side: SideSign, price: number): void {
    this.changes.note(side, price, 0);
    this.#levelSide[slot] = side;
    this.#levelPrice[slot] = price;
    if (side === 1) this.bestBid = Math.max(this.bestBid, price);
    else this.bestAsk = this.bestAsk === 0 ? price : Math.min(this.bestAsk, price);
  }

  #unlink(order: number, slot: number): void {
    const before = this.#previous[order] ?? NONE;
    const after = this.#next[order] ?? NONE;
    if (before === NONE) this.#head[slot] = after;
    else this.#next[before] = after;
    if (after === NONE) this.#tail[slot] = before;
    else this.#previous[after] = before;
    this.#next[order] = this.#free;
    this.#free = order;
    if (this.#levelSide[slot] === 1) this.#bidOrders -= 1;
    else this.#askOrders -= 1;
    if (this.#head[slot] === NONE) this.#closeLevel(slot);
  }

  #closeLevel(slot: number): void {
    const side = this.#levelSide[slot];
    const price = this.#levelPrice[slot] ?? 0;
    this.#levelSide[slot] = 0;
    if (side === 1 && price === this.bestBid)
      this.bestBid = this.#bidOrders === 0 ? 0 : this.#nearest(price, 1);
    if (side === -1 && price === this.bestAsk)
      this.bestAsk = this.#askOrders === 0 ? 0 : this.#nearest(price, -1);
  }

  /** The next price of the side that holds an order. Only asked while there is one. */
  #nearest(from: number, side: SideSign): number {
    const levelSide = this.#levelSide;
    let price = from - side;
    while (levelSide[price & MASK] !== side) price -= side;
    return price;
  }

  #noteChange(slot: number): void {
    const side = this.#levelSide[slot] === 1 ? 1 : -1;
    this.changes.note(side, this.#levelPrice[slot] ?? 0, this.#levelLots[slot] ?? 0);
  }
}
