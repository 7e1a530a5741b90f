import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { book } from '../contract-tests/sample-inputs.ts';
import { logBookImbalance } from './log-book-imbalance.ts';

const lopsided = book([100, 2, 99, 4], [101, 1, 102, 3]);

describe('log book imbalance', () => {
  it.each([
    ['one level: 2 against 1', 1, Math.log(2)],
    ['two levels: 6 against 4', 2, Math.log(1.5)],
    ['more levels than the book shows', 10, Math.log(1.5)],
  ])('is the log of the ratio of bid to ask size over %s', (_what, levels, expected) => {
    expect(logBookImbalance.start({ levels })(lopsided)).toBeCloseTo(expected, 14);
  });

  it('only turns its sign when the sides swap', () => {
    const run = logBookImbalance.start({ levels: 2 });
    expect(run(book(lopsided.asks as number[], lopsided.bids as number[]))).toBeCloseTo(-Math.log(1.5), 14);
  });

  it('gives the X of the catalogue entry F260: 13.5 against 10', () => {
    expect(logBookImbalance.start({ levels: 1 })(book([99, 13.5], [101, 10]))).toBeCloseTo(0.30010459245, 10);
  });

  it.each([
    ['no bids', book([], [101, 1])],
    ['no asks', book([100, 1], [])],
  ])('has no value with %s', (_what, slice) => {
    expect(logBookImbalance.start({ levels: 5 })(slice)).toBeUndefined();
  });

  it('reads whole levels', () => {
    expect(() => logBookImbalance.start({ levels: 2.5 })).toThrow(
      'levels must be a whole number of at least 1, was 2.5',
    );
  });

  it('asks for as many levels as it reads', () => {
    expect(logBookImbalance.levels?.({ levels: 7 })).toBe(7);
  });
});

describeFormulaContract(logBookImbalance, { levels: 2 }, [
  lopsided,
  book([100, 1], [101, 9]),
  book([99, 3], [101, 3]),
]);
