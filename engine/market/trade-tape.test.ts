import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printAt } from './fixtures/market-events.ts';
import { TradeTape } from './trade-tape.ts';

describe('the trade tape', () => {
  it('keeps exactly the last prints, newest first, whatever their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(60), fc.nat(30), (capacity, count, wanted) => {
        const prints = Array.from({ length: count }, (_, time) => printAt(time, 100 + time));
        const tape = new TradeTape(capacity);
        for (const print of prints) tape.push(print);
        const kept = prints.slice(-capacity).reverse();
        expect(tape.latest(wanted)).toEqual(kept.slice(0, wanted));
        expect([tape.length, tape.total]).toEqual([kept.length, count]);
        expect([tape.at(0), tape.at(kept.length - 1), tape.at(kept.length), tape.at(-1)]).toEqual([
          kept[0],
          kept.at(-1),
          undefined,
          undefined,
        ]);
      }),
    );
  });

  it.each([0, -1, 2.5])('refuses a capacity of %d', (capacity) => {
    expect(() => new TradeTape(capacity)).toThrow(/tape capacity must be a whole number above zero/);
  });
});
