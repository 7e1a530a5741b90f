import { describe, expect, it } from 'vitest';
import { PublishedBook } from './published-book.ts';

describe('a published book', () => {
  it('tells what entered, changed and left the window under the next number', () => {
    const book = new PublishedBook(1000);
    expect(book.publish({ bids: [10, 1, 9, 1], asks: [11, 1] })?.updateId).toBe(1001);
    const update = book.publish({ bids: [10, 2, 8, 1], asks: [11, 1, 12, 3] });
    expect(update?.updateId).toBe(1002);
    expect(update?.changes).toEqual({ bids: [10, 2, 8, 1, 9, 0], asks: [12, 3] });
  });

  it('takes no number for nothing', () => {
    const book = new PublishedBook(1000);
    book.publish({ bids: [10, 1], asks: [11, 1] });
    expect(book.publish({ bids: [10, 1], asks: [11, 1] })).toBeUndefined();
    expect(book.updateId).toBe(1001);
  });

  it('remembers what a number showed', () => {
    const book = new PublishedBook(1000);
    book.publish({ bids: [10, 1], asks: [] });
    book.publish({ bids: [10, 2], asks: [] });
    expect(book.shownAt(1001)).toEqual({ bids: [10, 1], asks: [] });
    expect(book.shownAt(1003)).toBeUndefined();
  });
});
