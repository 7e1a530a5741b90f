import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFolder, fileSafe } from './day-folder.ts';

describe('the folder of an instrument', () => {
  it.each([
    ['BTC/USDT:USDT', 'BTC-USDT_USDT'],
    ['BTC-27DEC', 'BTC%2D27DEC'],
    ['..', '%2E.'],
    ['a b\\é', 'a%20b%5C%C3%A9'],
  ])('of %s is %s', (symbol, folder) => {
    expect(fileSafe(symbol)).toBe(folder);
  });

  it('is another one for every other symbol and never leads elsewhere', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        const safe = fileSafe(one);
        expect(safe === fileSafe(other)).toBe(one.toWellFormed() === other.toWellFormed());
        expect(safe).toMatch(/^(?!\.)[A-Za-z0-9.%_-]+$/);
      }),
    );
  });

  it('has no place for a day that is none', () => {
    expect(dayFolder('/data', { instrument: 'sandbox:BTC/USDT', day: '../..' })).toBeUndefined();
  });
});
