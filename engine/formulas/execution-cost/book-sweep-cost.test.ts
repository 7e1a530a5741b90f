import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { book, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { bookSweepCost } from './book-sweep-cost.ts';

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
    expect(bookSweepCost.start({ ...settings, sizeBase: 10 })(given)).toBeCloseTo(38, 9);
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
