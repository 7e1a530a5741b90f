import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { book, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { orderBookSlope } from './order-book-slope.ts';

describe('the slope of the order book', () => {
  const given = book([100, 10, 99, 20], [101, 10, 102, 10]);

  it('gives the numbers of the catalogue check', () => {
    const run = orderBookSlope.start({ levels: 2, unit: 1, q: 0.1 });
    expect(run(given)).toBeCloseTo(250.938_840_604, 8);
    expect(readingOf(run, 'asymmetry')).toBeCloseTo(0.017_243_340_915_5, 10);
  });

  it('closes for takers where the book is thinner than nearly always', () => {
    const run = orderBookSlope.start({ levels: 2, unit: 1, q: 0.1 });
    for (let i = 0; i < 30; i += 1) run(book([100, 10, 99, 20 + i], [101, 10, 102, 10]));
    expect(readingOf(run, 'gate')).toBe(1);
    // Half as steep: what rests beyond the touch is twice as far.
    run(book([100, 2, 90, 3], [101, 2, 111, 3]));
    expect(readingOf(run, 'gate')).toBe(0);
  });

  it('counts in the smallest size over e by itself: logarithms of 1 and ln 3 + 1 on the bid', () => {
    const bid = (1 / (0.5 / 100.5) + (Math.log(3) + 1 - 1) / 0.01) / 2;
    const ask = (1 / (0.5 / 100.5) + (Math.log(2) + 1 - 1) / (1 / 101)) / 2;
    expect(orderBookSlope.start({ levels: 2, unit: 0, q: 0.1 })(given)).toBeCloseTo((bid + ask) / 2, 6);
  });

  it('has no value without two sides', () => {
    expect(orderBookSlope.start(orderBookSlope.defaults)(book([], [101, 10]))).toBeUndefined();
  });
});

describeFormulaContract(orderBookSlope, { levels: 3, unit: 0, q: 0.1 }, wanderingBooks(30, 500));
