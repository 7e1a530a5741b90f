import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { book, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { orderBookSlope } from './order-book-slope.ts';

describe('the slope of the order book', () => {
  const given = book([100, 10, 99, 20], [101, 10, 102, 10]);

  it.each([
    ['slope', 0, 250.938_840_604],
    ['asymmetry', 1, 0.017_243_340_915_5],
  ])('has the %s of the catalogue check', (_what, part, expected) => {
    expect(orderBookSlope.start({ levels: 2, unit: 1, part })(given)).toBeCloseTo(expected, 8);
  });

  it('counts in the smallest size over e by itself: logarithms of 1 and ln 3 + 1 on the bid', () => {
    const bid = (1 / (0.5 / 100.5) + (Math.log(3) + 1 - 1) / 0.01) / 2;
    const ask = (1 / (0.5 / 100.5) + (Math.log(2) + 1 - 1) / (1 / 101)) / 2;
    expect(orderBookSlope.start({ levels: 2, unit: 0, part: 0 })(given)).toBeCloseTo((bid + ask) / 2, 6);
  });

  it('has no value without two sides', () => {
    expect(orderBookSlope.start(orderBookSlope.defaults)(book([], [101, 10]))).toBeUndefined();
  });

  it('has two parts', () => {
    expect(() => orderBookSlope.start({ ...orderBookSlope.defaults, part: 2 })).toThrow('was 2');
  });
});

describeFormulaContract(orderBookSlope, { levels: 3, unit: 0, part: 0 }, wanderingBooks(30, 500));
