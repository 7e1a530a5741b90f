import type { BookDelta, BookSnapshot } from '../../../domain/market/market-event.ts';
import type { Levels } from '../../../domain/market/levels.ts';
import type { SideSign } from '../matching/level-changes.ts';

/** A book rebuilt from events alone, the plain way, to look at the sandbox from outside. */
export class WatchedBook {
  readonly bids = new Map<number, number>();
  readonly asks = new Map<number, number>();
  bestBid = 0;
  bestAsk = 0;
  updateId = 0;

  /** @throws {RangeError} when an update is missing or the book ends up crossed. */
  apply(event: BookSnapshot | BookDelta): void {
    if (event.kind === 'book-snapshot') this.#restart();
    else if (event.updateId !== this.updateId + 1) {
      throw new RangeError(`update ${event.updateId} follows ${this.updateId}`);
    }
    this.updateId = event.updateId;
    this.#change(this.bids, event.bids);
    this.#change(this.asks, event.asks);
    this.#findBest(event.bids, event.asks);
    if (this.bestBid >= this.bestAsk) throw new RangeError(`bid ${this.bestBid} meets ask ${this.bestAsk}`);
  }

  get mid(): number {
    return (this.bestBid + this.bestAsk) / 2;
  }

  /** Lots on the best `count` levels of a side; there must be as many. */
  nearLots(side: SideSign, count: number): number {
    const levels = side === 1 ? this.bids : this.asks;
    let price = side === 1 ? this.bestBid : this.bestAsk;
    let lots = 0;
    for (let left = Math.min(count, levels.size); left > 0; price -= side) {
      const here = levels.get(price);
      if (here === undefined) continue;
      lots += here;
      left -= 1;
    }
    return lots;
  }

  #restart(): void {
    this.bids.clear();
    this.asks.clear();
    this.bestBid = 0;
    this.bestAsk = Number.MAX_SAFE_INTEGER;
  }

  #change(side: Map<number, number>, levels: Levels): void {
    for (let index = 0; index < levels.length; index += 2) {
      const price = levels[index] ?? 0;
      const size = levels[index + 1] ?? 0;
      if (size === 0) side.delete(price);
      else side.set(price, size);
    }
  }

  #findBest(bids: Levels, asks: Levels): void {
    for (let index = 0; index < bids.length; index += 2)
      this.bestBid = Math.max(this.bestBid, bids[index] ?? 0);
    for (let index = 0; index < asks.length; index += 2)
      this.bestAsk = Math.min(this.bestAsk, asks[index] ?? 0);
    if (this.bids.size === 0 || this.asks.size === 0) throw new RangeError('a side of the book is empty');
    while (!this.bids.has(this.bestBid)) this.bestBid -= 1;
    while (!this.asks.has(this.bestAsk)) this.bestAsk += 1;
  }
}
