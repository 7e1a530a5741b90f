import type { Levels } from '../domain/market/levels.ts';
import type { BookDelta, BookSnapshot } from '../domain/market/market-event.ts';
import type { BookSide, BookView } from './book-view.ts';

/**
 * What our own fills have taken out of a book whose feed knows nothing of them. A level counts as whole
 * again when the venue speaks of it.
 */
export class ConsumedDepth {
  readonly #lots = { bid: new Map<number, number>(), ask: new Map<number, number>() };

  get isEmpty(): boolean {
    return this.#lots.bid.size === 0 && this.#lots.ask.size === 0;
  }

  /** Notes that we took `size` lots at a price. */
  take(side: BookSide, ticks: number, size: number): void {
    this.#lots[side].set(ticks, (this.#lots[side].get(ticks) ?? 0) + size);
  }

  /** Forgets what a book event has refreshed: the levels it names, or everything for a snapshot. */
  refresh(event: BookDelta | BookSnapshot): void {
    if (this.isEmpty) return;
    if (event.kind === 'book-snapshot') {
      this.clear();
      return;
    }
    forget(this.#lots.bid, event.bids);
    forget(this.#lots.ask, event.asks);
  }

  clear(): void {
    this.#lots.bid.clear();
    this.#lots.ask.clear();
  }

  /** Lots still to be had at a price. */
  lotsLeft(side: BookSide, ticks: number, displayed: number): number {
    return Math.max(0, displayed - (this.#lots[side].get(ticks) ?? 0));
  }

  /** The best levels with something left, as deep as `enough` says, best first. */
  levels(book: BookView, side: BookSide, enough: DepthWanted): number[] {
    for (let count = 16; ; count *= 4) {
      const displayed = book.levels(side, count);
      const left = this.#cut(displayed, side, enough);
      if (left.isEnough || displayed.length < 2 * count) return left.levels;
    }
  }

  #cut(displayed: Levels, side: BookSide, enough: DepthWanted): { levels: number[]; isEnough: boolean } {
    const levels: number[] = [];
    let sum = 0;
    for (let index = 0; index + 1 < displayed.length; index += 2) {
      if (sum >= enough.lots && levels.length >= 2 * enough.levels) return { levels, isEnough: true };
      const ticks = displayed[index] as number;
      const size = this.lotsLeft(side, ticks, displayed[index + 1] as number);
      if (size > 0) levels.push(ticks, size);
      sum += size;
    }
    return { levels, isEnough: sum >= enough.lots && levels.length >= 2 * enough.levels };
  }
}

/** How deep to look: until the levels hold so many lots and there are so many of them. */
export interface DepthWanted {
  readonly lots: number;
  readonly levels: number;
}

function forget(taken: Map<number, number>, named: Levels): void {
  for (let index = 0; index < named.length; index += 2) taken.delete(named[index] as number);
}
