import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { book, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { bookSweepCost, largestSizeWithin } from './book-sweep-cost.ts';

describe('the cost of sweeping the book', () => {
  // The catalogue check has a mid of 100: a bid of 99.9 stands across the ask of 100.1.
  const asks = [100.1, 2, 100.2, 2, 100.4, 4];
  const given = book([99.9, 5], asks);
  const settings = bookSweepCost.defaults;

  it('is that of the catalogue check: 5 cost 20 bps', () => {
    expect(bookSweepCost.start({ ...settings, sizeBase: 5 })(given)).toBeCloseTo(20, 9);
  });

  it('charges what cannot be filled at twice the last distance: 8 at 27.5, 2 at 80', () => {
    // 2 at 10, 2 at 20, 4 at 40 and 2 at 80 bps are 38 each.
    const run = bookSweepCost.start({ ...settings, sizeBase: 10 });
    expect(run(given)).toBeCloseTo(38, 9);
    expect(readingOf(run, 'cost')).toBeCloseTo(38, 9);
    expect(readingOf(run, 'unfilled')).toBe(2);
    expect(readingOf(run, 'entryGate')).toBe(0);
  });

  it('lets in what the levels in sight can fill', () => {
    const run = bookSweepCost.start({ ...settings, sizeBase: 5 });
    run(given);
    expect(readingOf(run, 'entryGate')).toBe(1);
  });

  it.each([
    ['nothing below the first distance', 9, 0],
    ['the first level and as much of the second as its mean allows', 15, 4],
    ['part of the third: 2 at 10, 2 at 20 and 1 at 40 are 20 on average', 20, 5],
    ['all there is where all of it costs less', 100, 8],
  ])('fills %s', (_what, budgetBps, size) => {
    expect(largestSizeWithin(asks, 100, budgetBps)).toBeCloseTo(size, 9);
  });

  it('walks the bids for a seller', () => {
    expect(bookSweepCost.start({ ...settings, side: -1 })(given)).toBeCloseTo(10, 9);
  });

  it('has no value without two sides', () => {
    expect(bookSweepCost.start(settings)(book([], asks))).toBeUndefined();
  });

  it.each([
    ['size', { sizeBase: 0 }],
    ['side', { side: 0 }],
  ])('refuses a %s of nothing', (_name, wrong) => {
    expect(() => bookSweepCost.start({ ...settings, ...wrong })).toThrow('was 0');
  });
});

describeFormulaContract(
  bookSweepCost,
  { sizeBase: 5, side: 1, levels: 3, extrap: 2 },
  wanderingBooks(30, 500),
);
