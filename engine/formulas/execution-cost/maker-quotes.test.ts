import { describe, expect, it } from 'vitest';
import { postable } from './maker-quotes.ts';

const book = { bid: 99, ask: 101, tick: 0.5 };

describe('quotes of a maker', () => {
  it('are rounded outward to whole ticks', () => {
    const { ask, bid } = postable({ bid: 98.7, ask: 101.3 }, book, 0, 5);
    expect([bid, ask]).toEqual([98.5, 101.5]);
    expect(postable({ bid: 98.5, ask: 101.5 }, book, 0, 5)).toEqual({ bid: 98.5, ask: 101.5 });
  });

  it('never reach into the book', () => {
    expect(postable({ bid: 103, ask: 104 }, book, 0, 5)).toEqual({ bid: 100.5, ask: 104 });
    expect(postable({ bid: 95, ask: 97 }, book, 0, 5)).toEqual({ bid: 95, ask: 99.5 });
  });

  it('leave out the side that would add to a full inventory', () => {
    expect(postable({ bid: 98, ask: 102 }, book, 5, 5).bid).toBeUndefined();
    expect(postable({ bid: 98, ask: 102 }, book, -5, 5).ask).toBeUndefined();
    expect(postable({ bid: 98, ask: 102 }, book, 4.9, 5).bid).toBe(98);
  });

  it('are left as they are while the tick is not known', () => {
    expect(postable({ bid: 98.71, ask: 101.33 }, { ...book, tick: Infinity }, 0, 5)).toEqual({
      bid: 98.71,
      ask: 101.33,
    });
  });
});
