import { describe, expect, it } from 'vitest';
import { ccxtBook, expectSameBook, forCcxt, ourBook, updateCcxt, updateOurs } from './book-contest.ts';
import { makeUpdates } from './book-updates.ts';

describe('the book beside the one of ccxt', () => {
  it.each([1, 2, 3])('is the same after twenty thousand changes, seed %i', (seed) => {
    const updates = makeUpdates(seed, 2000);
    const theirUpdates = forCcxt(updates);
    const ours = ourBook(updates);
    const theirs = ccxtBook(theirUpdates);
    // Seen at the touch after every change: ticks here, tenths there.
    const seen = updateOurs(ours, updates);
    expect(updateCcxt(theirs, theirUpdates)).toBeCloseTo(seen / 10, 3);
    expect(() => expectSameBook(ours, theirs, updates)).not.toThrow();
    expect(ours.levelCount('bid')).toBeGreaterThan(900);
  });

  it('tells when the books differ', () => {
    const updates = makeUpdates(1, 10);
    const theirs = ccxtBook(forCcxt(updates));
    const ours = ourBook(updates);
    ours.set('bid', ours.bestBid, 123_456);
    expect(() => expectSameBook(ours, theirs, updates)).toThrow(/bid level 0 must be the same in both books/);
  });
});
