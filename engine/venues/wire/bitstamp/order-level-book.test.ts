import { describe, expect, it } from 'vitest';
import { OrderLevelBook } from './order-level-book.ts';
import { TakerGuess } from './taker-guess.ts';

const order = (orderId: string, ticks: number, steps: number) => ({
  orderId,
  side: 'buy' as const,
  ticks,
  steps,
});

describe('a book of single orders', () => {
  it('sums what rests at a price and forgets what is gone', () => {
    const book = new OrderLevelBook();
    book.place(order('1', 100, 5));
    book.place(order('2', 100, 7));
    expect(book.best('buy')).toEqual({ ticks: 100, steps: 12 });
    book.place(order('1', 100, 2));
    expect(book.stepsAt('buy', 100)).toBe(9);
    book.remove(order('2', 100, 7));
    book.remove(order('1', 100, 0));
    expect(book.best('buy')).toBeUndefined();
  });

  it('ignores a change that comes after the order was deleted, which would rest for ever', () => {
    const book = new OrderLevelBook();
    book.place(order('1', 100, 5));
    book.remove(order('1', 100, 0));
    expect(book.place(order('1', 100, 3))).toBe(false);
    expect([book.best('buy'), book.lateChanges]).toEqual([undefined, 1]);
  });

  it('moves an order that changed its price', () => {
    const book = new OrderLevelBook();
    book.place(order('1', 100, 5));
    book.place(order('1', 101, 4));
    expect(book.levels('buy')).toEqual([{ ticks: 101, steps: 4 }]);
  });

  it('takes over what the venue shows of orders nobody told of, and lets it go with them', () => {
    const book = new OrderLevelBook();
    book.place(order('1', 100, 5));
    const shown = [
      { ticks: 101, steps: 3 },
      { ticks: 100, steps: 9 },
    ];
    expect(book.reconcile('buy', shown)).toEqual([101, 100]);
    expect(book.stepsAt('buy', 100)).toBe(9);
    book.remove(order('unheard-of', 100, 4));
    expect(book.stepsAt('buy', 100)).toBe(5);
    // The venue shows 101 no more, so what was not known of it has gone.
    expect(book.reconcile('buy', [{ ticks: 100, steps: 5 }])).toEqual([101]);
    expect(book.best('buy')).toEqual({ ticks: 100, steps: 5 });
  });
});

describe('the taker of a trade', () => {
  it('is the younger of the two orders that shrank by its size', () => {
    const taker = new TakerGuess();
    taker.shrunk({ orderId: '99', side: 'sell', steps: 4 });
    taker.shrunk({ orderId: '100', side: 'buy', steps: 4 });
    expect(taker.takerOf(4)).toBe('buy');
  });

  it('is the one that shrank where the other rested since before anybody listened', () => {
    const taker = new TakerGuess();
    taker.shrunk({ orderId: '7', side: 'buy', steps: 3 });
    taker.shrunk({ orderId: '8', side: 'sell', steps: 4 });
    expect(taker.takerOf(3)).toBe('buy');
  });

  it('is unknown where no order shrank by its size', () => {
    expect(new TakerGuess().takerOf(1)).toBeUndefined();
  });
});
