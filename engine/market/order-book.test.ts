import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BookSideName, OrderBook } from './order-book.ts';

/** The slow, obvious book the fast one is held against: a map per side, sorted when asked. */
class PlainBook {
  readonly #sides = { bid: new Map<number, number>(), ask: new Map<number, number>() };

  set(side: BookSideName, ticks: number, lots: number): void {
    if (lots === 0) this.#sides[side].delete(ticks);
    else this.#sides[side].set(ticks, lots);
  }

  clear(): void {
    this.#sides.bid.clear();
    this.#sides.ask.clear();
  }

  levels(side: BookSideName): [number, number][] {
    const better = side === 'bid' ? -1 : 1;
    return [...this.#sides[side]].sort(([a], [b]) => (a - b) * better);
  }
}

const change = fc.record({
  side: fc.constantFrom<BookSideName>('bid', 'ask'),
  // Few prices, so that levels are replaced and removed often; one far off, as in real books.
  ticks: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constant(6_173_763)),
  lots: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2 ** 40 })),
});

/** All that a book answers, to be compared as a whole. */
const answersOf = (book: OrderBook) =>
  (['bid', 'ask'] as const).map((side) => {
    const levels = book.levels(side, 1000);
    return {
      levels,
      count: book.levelCount(side),
      best: side === 'bid' ? [book.bestBid, book.bestBidLots] : [book.bestAsk, book.bestAskLots],
      lots: levels.filter((_, index) => index % 2 === 0).map((ticks) => book.lotsAt(side, ticks)),
      lotsWhereNothingIs: book.lotsAt(side, 700),
      depths: [0, 1, 5, 1000].map((count) => book.depthLots(side, count)),
    };
  });

const plainAnswersOf = (book: PlainBook) =>
  (['bid', 'ask'] as const).map((side) => {
    const levels = book.levels(side);
    const lots = levels.map(([, each]) => each);
    return {
      levels: levels.flat(),
      count: levels.length,
      best: levels[0] ?? [0, 0],
      lots,
      lotsWhereNothingIs: 0,
      depths: [0, 1, 5, 1000].map((count) => lots.slice(0, count).reduce((sum, each) => sum + each, 0)),
    };
  });

describe('the order book', () => {
  it('equals a plain sorted map after any changes', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 900 }), (changes) => {
        const book = new OrderBook();
        const plain = new PlainBook();
        for (const { side, ticks, lots } of changes) {
          book.set(side, ticks, lots);
          plain.set(side, ticks, lots);
        }
        expect(answersOf(book)).toEqual(plainAnswersOf(plain));
      }),
      { numRuns: 60 },
    );
  });

  it('equals a plain sorted map when changes come as deltas after a snapshot in any order of levels', () => {
    const flatLevels = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 9 })), { maxLength: 700 })
      .map((levels) => levels.flat());
    fc.assert(
      fc.property(flatLevels, flatLevels, flatLevels, flatLevels, (bids, asks, laterBids, laterAsks) => {
        const book = new OrderBook();
        const plain = new PlainBook();
        book.set('bid', 999, 1);
        book.applySnapshot({ bids, asks, updateId: 7 });
        book.applyDelta({ bids: laterBids, asks: laterAsks, updateId: 8 });
        // A snapshot is filled from its worst level, so of two entries for one price the first counts.
        fill(plain, 'bid', bids, true);
        fill(plain, 'ask', asks, true);
        fill(plain, 'bid', laterBids, false);
        fill(plain, 'ask', laterAsks, false);
        expect(answersOf(book)).toEqual(plainAnswersOf(plain));
        expect(book.updateId).toBe(8);
      }),
      { numRuns: 40 },
    );
  });

  it('answers zeros while a side is empty', () => {
    const book = new OrderBook();
    expect([book.bestBid, book.bestAsk, book.bestBidLots, book.bestAskLots, book.updateId]).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(book.isEmpty).toBe(true);
    expect(book.levels('ask', 3)).toEqual([]);
    book.set('bid', 100, 0);
    expect(book.isEmpty).toBe(true);
  });

  it.each([
    ['the best bid is below the best ask', 100, 101, false],
    ['they meet', 101, 101, true],
    ['the bid is above', 102, 101, true],
  ])('knows whether it is crossed when %s', (_when, bid, ask, crossed) => {
    const book = new OrderBook();
    book.set('bid', bid, 1);
    expect(book.isCrossed).toBe(false);
    book.set('ask', ask, 1);
    expect(book.isCrossed).toBe(crossed);
  });
});

function fill(plain: PlainBook, side: BookSideName, levels: readonly number[], fromWorst: boolean): void {
  const pairs = Array.from(
    { length: levels.length / 2 },
    (_, index) => [levels[2 * index]!, levels[2 * index + 1]!] as const,
  );
  for (const [ticks, lots] of fromWorst ? pairs.reverse() : pairs) plain.set(side, ticks, lots);
}
