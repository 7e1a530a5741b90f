import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SideSign } from './level-changes.ts';
import { LimitOrderBook, NO_ORDER, PRICE_REACH } from './limit-order-book.ts';

interface Resting {
  readonly side: SideSign;
  readonly price: number;
  readonly owner: number;
  lots: number;
}

/** The rules of price-time priority written down as plainly as possible: one list in order of arrival. */
class PlainBook {
  resting: Resting[] = [];

  place({ side, price, lots, owner }: Resting): string[] {
    const fills: string[] = [];
    let left = lots;
    const best = this.resting
      .filter((order) => order.side !== side && (price - order.price) * side >= 0)
      .toSorted((a, b) => (a.price - b.price) * side);
    for (const order of best) {
      const size = Math.min(order.lots, left);
      if (size === 0) break;
      fills.push(`${order.owner}: ${size} @ ${order.price}`);
      order.lots -= size;
      left -= size;
    }
    this.resting = this.resting.filter((order) => order.lots > 0);
    if (left > 0) this.resting.push({ side, price, lots: left, owner });
    return fills;
  }

  /** Fills nothing, so there are no fills to answer. */
  cancel(owner: number): string[] {
    this.resting = this.resting.filter((order) => order.owner !== owner);
    return [];
  }

  levels(side: SideSign): number[] {
    const sizes = new Map<number, number>();
    for (const order of this.resting) {
      if (order.side === side) sizes.set(order.price, (sizes.get(order.price) ?? 0) + order.lots);
    }
    return [...sizes].toSorted(([a], [b]) => (b - a) * side).flat();
  }
}

const fillsOf = ({ fills }: LimitOrderBook): string[] =>
  Array.from(
    { length: fills.count },
    (_, at) => `${fills.owners[at]}: ${fills.lots[at]} @ ${fills.prices[at]}`,
  );

const rest =
  (book: LimitOrderBook) =>
  (side: SideSign, price: number, lots: number, owner = 0): number =>
    book.place({ side, price, lots, owner });

describe('the limit order book', () => {
  it('takes the better price first and, at one price, the older order first', () => {
    const book = new LimitOrderBook();
    rest(book)(-1, 102, 5, 1);
    rest(book)(-1, 101, 3, 2);
    rest(book)(-1, 101, 4, 3);
    expect(book.take(1, 102, 9)).toBe(9);
    expect(fillsOf(book)).toEqual(['2: 3 @ 101', '3: 4 @ 101', '1: 2 @ 102']);
    expect(book.levels(-1)).toEqual([102, 3]);
  });

  it('trades at the price of the order that rests and rests what is left at its limit', () => {
    const book = new LimitOrderBook();
    rest(book)(1, 100, 5, 1);
    const order = rest(book)(-1, 98, 8, 2);
    expect(fillsOf(book)).toEqual(['1: 5 @ 100']);
    expect([book.bestBid, book.bestAsk]).toEqual([0, 98]);
    expect(book.lotsOf(order)).toBe(3);
    expect(book.priceOf(order)).toBe(98);
  });

  it('answers that no order rests when all of it traded', () => {
    const book = new LimitOrderBook();
    rest(book)(1, 100, 5);
    expect(rest(book)(-1, 100, 5)).toBe(NO_ORDER);
  });

  it('takes nothing beyond the limit', () => {
    const book = new LimitOrderBook();
    rest(book)(-1, 101, 3);
    rest(book)(-1, 103, 3);
    expect(book.take(1, 102, 10)).toBe(3);
    expect(book.bestAsk).toBe(103);
  });

  it('keeps the place in the queue of those behind a canceled order', () => {
    const book = new LimitOrderBook();
    rest(book)(1, 100, 1, 1);
    const middle = rest(book)(1, 100, 1, 2);
    rest(book)(1, 100, 1, 3);
    book.cancel(middle);
    expect(book.firstOwner(1)).toBe(1);
    book.take(-1, 100, 2);
    expect(fillsOf(book)).toEqual(['1: 1 @ 100', '3: 1 @ 100']);
    expect(book.firstOwner(1)).toBeUndefined();
  });

  it('says the nearest price that rests without trading', () => {
    const book = new LimitOrderBook();
    expect(book.passivePrice(1, 105)).toBe(105);
    rest(book)(1, 100, 1);
    rest(book)(-1, 103, 1);
    expect([book.passivePrice(1, 105), book.passivePrice(1, 99)]).toEqual([102, 99]);
    expect([book.passivePrice(-1, 95), book.passivePrice(-1, 104)]).toEqual([101, 104]);
  });

  it('tells each changed level of an action once, and no level that ends as it began', () => {
    const book = new LimitOrderBook();
    const kept = rest(book)(1, 100, 5);
    book.beginAction();
    book.cancel(kept);
    rest(book)(1, 100, 5);
    rest(book)(1, 99, 2);
    rest(book)(-1, 101, 4);
    rest(book)(-1, 101, 4);
    const now = (side: SideSign, price: number) => book.lotsAt(side, price);
    expect(book.changes.of(1, now)).toEqual([99, 2]);
    expect(book.changes.of(-1, now)).toEqual([101, 8]);
  });

  it('tells both sides of a price that changes hands from ask to bid', () => {
    const book = new LimitOrderBook();
    rest(book)(-1, 100, 5);
    book.beginAction();
    rest(book)(1, 100, 7);
    const now = (side: SideSign, price: number) => book.lotsAt(side, price);
    expect(book.changes.of(-1, now)).toEqual([100, 0]);
    expect(book.changes.of(1, now)).toEqual([100, 2]);
  });

  it('refuses a price out of reach of what rests and an order more than it can hold', () => {
    const book = new LimitOrderBook(2);
    rest(book)(1, 10, 1);
    expect(() => rest(book)(-1, 10 + PRICE_REACH, 1)).toThrow('ticks or more from 10, which rests');
    rest(book)(1, 9, 1);
    expect(() => rest(book)(1, 8, 1)).toThrow('the book is full: 2 orders rest already');
  });

  it('does what price-time priority says for any sequence of orders and cancels', () => {
    const step = fc.record({
      cancels: fc.boolean(),
      side: fc.constantFrom<SideSign>(1, -1),
      price: fc.integer({ min: 95, max: 105 }),
      lots: fc.integer({ min: 1, max: 9 }),
      which: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const book = new LimitOrderBook(256);
        const plain = new PlainBook();
        const handles = new Map<number, number>();
        for (const [owner, { cancels, side, price, lots, which }] of steps.entries()) {
          const target = plain.resting[which % Math.max(1, plain.resting.length)];
          const order = { side, price, lots, owner };
          book.beginAction();
          if (cancels && target !== undefined) book.cancel(handles.get(target.owner) ?? NO_ORDER);
          else handles.set(owner, book.place(order));
          const expected = cancels && target !== undefined ? plain.cancel(target.owner) : plain.place(order);
          expect(fillsOf(book)).toEqual(expected);
          expect(book.levels(1)).toEqual(plain.levels(1));
          expect(book.levels(-1)).toEqual(plain.levels(-1));
          expect(book.bestBid).toBe(plain.levels(1)[0] ?? 0);
          expect(book.bestAsk).toBe(plain.levels(-1)[0] ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
