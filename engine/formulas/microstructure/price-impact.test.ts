import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { book, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { priceImpact } from './price-impact.ts';
import { walkedBook } from './walked-book.ts';

const asks = [100.1, 3, 100.2, 3.5, 100.3, 3.5];

describe('a walk through the book', () => {
  it('takes the best levels first', () => {
    const { averagePrice, ...rest } = walkedBook(asks, 7);
    expect(averagePrice).toBeCloseTo((3 * 100.1 + 3.5 * 100.2 + 0.5 * 100.3) / 7, 12);
    expect(rest).toEqual({ worstPrice: 100.3, filledBase: 7, unfilledBase: 0 });
  });

  it('says what the visible book cannot fill', () => {
    expect(walkedBook(asks, 12)).toMatchObject({ worstPrice: 100.3, filledBase: 10, unfilledBase: 2 });
    expect(walkedBook([], 2)).toEqual({
      averagePrice: undefined,
      worstPrice: undefined,
      filledBase: 0,
      unfilledBase: 2,
    });
  });
});

// Mid 100: 1 base at 100.1 and 10 at 100.3; 2 bid at 99.8 and 10 at 99.
const ladder = book([99.8, 2, 99, 10], [100.2, 1, 100.4, 10]);

describe('price impact', () => {
  it.each([
    ['buying 100 stays in the first level: 20 bps', 100, 1, 20],
    ['buying 200 takes 1 at 100.2 and 1 at 100.4: 30 bps', 200, 1, 30],
    ['selling 400 takes 2 at 99.8 and 2 at 99: 60 bps', 400, -1, 60],
    ['the mean of both', 200, 0, (30 + 20) / 2],
  ])('of %s', (_what, notionalQuote, side, expected) => {
    expect(priceImpact.start({ notionalQuote, side, levels: 50 })(ladder)).toBeCloseTo(expected, 9);
  });

  it('has no value where the visible book is too thin', () => {
    expect(priceImpact.start({ notionalQuote: 2000, side: 1, levels: 50 })(ladder)).toBeUndefined();
    expect(priceImpact.start({ notionalQuote: 200, side: 1, levels: 1 })(ladder)).toBeUndefined();
  });

  it('has no value while a side is empty or the book is crossed', () => {
    const run = priceImpact.start({ notionalQuote: 10, side: 0, levels: 5 });
    expect(run(book([], [100, 1]))).toBeUndefined();
    expect(run(book([101, 1], [100, 1]))).toBeUndefined();
  });

  it('never falls when the order grows', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (each, a, b) => {
        const ladderOf = book(
          [99, 1],
          each.flatMap((size, i) => [101 + i, size]),
        );
        const impact = (notionalQuote: number) =>
          priceImpact.start({ notionalQuote, side: 1, levels: 20 })(ladderOf) ?? Infinity;
        expect(impact(a + b) + 1e-9).toBeGreaterThanOrEqual(impact(a));
      }),
    );
  });

  it.each([
    [{ notionalQuote: 0, side: 0, levels: 5 }, 'notionalQuote must be above zero, was 0'],
    [{ notionalQuote: 1, side: 2, levels: 5 }, 'side must be 1 (buy), -1 (sell) or 0 (both), was 2'],
  ])('refuses %o', (params, message) => {
    expect(() => priceImpact.start(params)).toThrow(message);
  });
});

describeFormulaContract(priceImpact, { notionalQuote: 400, side: 0, levels: 3 }, wanderingBooks(20, 100));
