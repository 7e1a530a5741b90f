import type { BookDelta, BookSnapshot } from '../domain/market/market-event.ts';
import type { Levels } from '../domain/market/levels.ts';
import { BookSide } from './book-side.ts';

/** A side of the book, not of an order: bids are what buyers rest, asks what sellers rest. */
export type BookSideName = 'bid' | 'ask';

/**
 * The visible limit order book of one instrument, by price level, in whole ticks and lots.
 *
 * It believes what it is told: checks of frames and of sequence belong to the venue, and whether the
 * book may be used is said by the feed state in `MarketState`.
 */
export class OrderBook {
  readonly #bids = new BookSide(1);
  readonly #asks = new BookSide(-1);
  #updateId = 0;

  /** Best price in ticks, 0 when that side is empty. */
  get bestBid(): number {
    return this.#bids.bestTicks;
  }

  /** Best price in ticks, 0 when that side is empty. */
  get bestAsk(): number {
    return this.#asks.bestTicks;
  }

  /** Lots at the best bid, 0 when there is none. */
  get bestBidLots(): number {
    return this.#bids.bestLots;
  }

  /** Lots at the best ask, 0 when there is none. */
  get bestAskLots(): number {
    return this.#asks.bestLots;
  }

  /** The venue's number of the last snapshot or change taken in; 0 before the first. */
  get updateId(): number {
    return this.#updateId;
  }

  /** Whether neither side holds anything. */
  get isEmpty(): boolean {
    return this.#bids.count === 0 && this.#asks.count === 0;
  }

  /** Whether the best bid reaches or passes the best ask, which no matching venue lets stand. */
  get isCrossed(): boolean {
    return this.#bids.count > 0 && this.#asks.count > 0 && this.#bids.bestTicks >= this.#asks.bestTicks;
  }

  /** Forgets what was known and takes the whole book from a snapshot. */
  applySnapshot(event: Pick<BookSnapshot, 'bids' | 'asks' | 'updateId'>): void {
    this.#bids.clear();
    this.#asks.clear();
    setFromWorst(this.#bids, event.bids);
    setFromWorst(this.#asks, event.asks);
    this.#updateId = event.updateId;
  }

  /** Takes in the levels that changed. */
  applyDelta(event: Pick<BookDelta, 'bids' | 'asks' | 'updateId'>): void {
    setAll(this.#bids, event.bids);
    setAll(this.#asks, event.asks);
    this.#updateId = event.updateId;
  }

  /** Puts `lots` at one price in place of what rested there; 0 removes the level. */
  set(side: BookSideName, ticks: number, lots: number): void {
    (side === 'bid' ? this.#bids : this.#asks).set(ticks, lots);
  }

  /** Lots resting at a price, 0 when there are none. */
  lotsAt(side: BookSideName, ticks: number): number {
    return (side === 'bid' ? this.#bids : this.#asks).lotsAt(ticks);
  }

  /** The best `count` levels of a side as ticks, lots, ticks, lots, … with the best first. */
  levels(side: BookSideName, count: number): number[] {
    return (side === 'bid' ? this.#bids : this.#asks).levels(count);
  }

  /** The same, put into a list in place of what it held: for whoever asks at every event. */
  copyLevels(side: BookSideName, count: number, flat: number[]): void {
    (side === 'bid' ? this.#bids : this.#asks).copyLevels(count, flat);
  }

  /** Lots in the best `levelCount` levels of a side together. */
  depthLots(side: BookSideName, levelCount: number): number {
    return (side === 'bid' ? this.#bids : this.#asks).depthLots(levelCount);
  }

  /** How many price levels a side holds. */
  levelCount(side: BookSideName): number {
    return (side === 'bid' ? this.#bids : this.#asks).count;
  }
}

function setAll(side: BookSide, levels: Levels): void {
  for (let index = 0; index + 1 < levels.length; index += 2) {
    side.set(levels[index] as number, levels[index + 1] as number);
  }
}

/** Snapshots list the best level first; filled from the worst, every level is appended, none inserted. */
function setFromWorst(side: BookSide, levels: Levels): void {
  for (let index = levels.length - 2; index >= 0; index -= 2) {
    side.set(levels[index] as number, levels[index + 1] as number);
  }
}
