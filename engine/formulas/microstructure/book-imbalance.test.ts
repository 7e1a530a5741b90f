import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { book, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { bookImbalance } from './book-imbalance.ts';

const ladder = book([100, 5, 99.9, 4.5, 99.8, 4], [100.1, 3, 100.2, 3.5, 100.3, 3.5]);

describe('book imbalance', () => {
  it.each([
    ['the best quotes: 5 against 3', 1, 2 / 8],
    ['two levels: 9.5 against 6.5', 2, 3 / 16],
    ['three levels: 13.5 against 10', 3, 3.5 / 23.5],
    ['more levels than there are', 50, 3.5 / 23.5],
  ])('counts %s', (_what, levels, expected) => {
    expect(bookImbalance.start({ levels })(ladder)).toBeCloseTo(expected, 14);
  });

  it('reaches its ends when a side is empty and has no value when both are', () => {
    const run = bookImbalance.start({ levels: 3 });
    expect(run(book([100, 1], []))).toBe(1);
    expect(run(book([], [101, 1]))).toBe(-1);
    expect(run(book([], []))).toBeUndefined();
  });
});

describeFormulaContract(bookImbalance, { levels: 3 }, wanderingBooks(20, 100));
