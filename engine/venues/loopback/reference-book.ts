import type { BookDelta, BookSnapshot } from '../../domain/market/market-event.ts';
import type { Levels } from '../../domain/market/levels.ts';

/** Both sides of a book, the best level first: ticks, lots, ticks, lots, … */
export interface BookSides {
  readonly bids: Levels;
  readonly asks: Levels;
}

/** The whole book of one instrument, kept the plain way: what the loopback venue knows to be true. */
export class ReferenceBook {
  readonly #bids = new Map<number, number>();
  readonly #asks = new Map<number, number>();

  apply(event: BookSnapshot | BookDelta): void {
    if (event.kind === 'book-snapshot') {
      this.#bids.clear();
      this.#asks.clear();
    }
    change(this.#bids, event.bids);
    change(this.#asks, event.asks);
  }

  /** The best `depth` levels of both sides. */
  top(depth: number): BookSides {
    return {
      bids: best(this.#bids, depth, (a, b) => b - a),
      asks: best(this.#asks, depth, (a, b) => a - b),
    };
  }
}

function change(side: Map<number, number>, levels: Levels): void {
  for (let index = 0; index + 1 < levels.length; index += 2) {
    const price = levels[index] as number;
    const size = levels[index + 1] as number;
    if (size === 0) side.delete(price);
    else side.set(price, size);
  }
}

function best(
  side: ReadonlyMap<number, number>,
  depth: number,
  order: (a: number, b: number) => number,
): number[] {
  const prices = [...side.keys()].toSorted(order).slice(0, depth);
  return prices.flatMap((price) => [price, side.get(price) ?? 0]);
}
