import type { Levels } from '../../domain/market/levels.ts';
import type { BookSides } from './reference-book.ts';

/** A book as it was made public under one number. */
export interface PublishedUpdate extends BookSides {
  readonly updateId: number;
  /** What changed since the number before; 0 lots removes a level. */
  readonly changes: BookSides;
}

const REMEMBERED_UPDATES = 5000;

/**
 * The best levels of a book as a venue publishes them: numbered without holes, each number telling what
 * entered, left or changed in the window. It remembers what every number showed.
 */
export class PublishedBook {
  readonly #shown = new Map<number, BookSides>();
  #updateId: number;
  #top: BookSides = { bids: [], asks: [] };

  constructor(firstUpdateId: number) {
    this.#updateId = firstUpdateId;
  }

  get updateId(): number {
    return this.#updateId;
  }

  /** The window as last published. */
  get top(): BookSides {
    return this.#top;
  }

  /** What was shown under a number; undefined when it never was or is long gone. */
  shownAt(updateId: number): BookSides | undefined {
    return this.#shown.get(updateId);
  }

  /** Publishes the window of now; undefined when nothing in it changed. */
  publish(top: BookSides): PublishedUpdate | undefined {
    const changes = { bids: changesOf(this.#top.bids, top.bids), asks: changesOf(this.#top.asks, top.asks) };
    if (changes.bids.length === 0 && changes.asks.length === 0) return undefined;
    this.#updateId += 1;
    this.#top = top;
    this.#shown.set(this.#updateId, top);
    this.#shown.delete(this.#updateId - REMEMBERED_UPDATES);
    return { ...top, updateId: this.#updateId, changes };
  }
}

function changesOf(before: Levels, after: Levels): Levels {
  const old = new Map(pairs(before));
  const changes: number[] = [];
  for (const [price, size] of pairs(after)) {
    if (old.get(price) !== size) changes.push(price, size);
    old.delete(price);
  }
  for (const price of old.keys()) changes.push(price, 0);
  return changes;
}

function* pairs(levels: Levels): Generator<[number, number]> {
  for (let index = 0; index + 1 < levels.length; index += 2) {
    yield [levels[index] as number, levels[index + 1] as number];
  }
}
