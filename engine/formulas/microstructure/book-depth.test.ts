import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { book } from '../contract-tests/sample-inputs.ts';
import { bookDepth } from './book-depth.ts';

// Mid 100; levels at 10, 20 and 30 bps on either side.
const ladder = book([99.9, 1, 99.8, 2, 99.7, 4], [100.1, 8, 100.2, 16, 100.3, 32]);

describe('depth near the mid', () => {
  it.each([
    ['inside the best levels: nothing', 5, 50, 0],
    ['up to 15 bps: the best levels', 15, 50, 1 + 8],
    ['up to 25 bps: two levels a side', 25, 50, 1 + 2 + 8 + 16],
    ['beyond the visible book: all of it', 500, 50, 63],
    ['but never more levels than allowed', 500, 1, 1 + 8],
  ])('adds the sizes of both sides %s', (_what, withinBps, levels, expected) => {
    expect(bookDepth.start({ withinBps, levels })(ladder)).toBe(expected);
  });

  it.each([
    [{ withinBps: -1, levels: 5 }, 'withinBps must be finite and not negative, was -1'],
    [{ withinBps: 10, levels: 0 }, 'levels must be a whole number of at least 1, was 0'],
  ])('refuses %o', (params, message) => {
    expect(() => bookDepth.start(params)).toThrow(message);
  });

  it('has no value while a side is empty', () => {
    expect(bookDepth.start({ withinBps: 10, levels: 5 })(book([], [100.1, 8]))).toBeUndefined();
  });
});

describeFormulaContract(bookDepth, { withinBps: 20, levels: 3 }, [ladder, book([99, 1], [101, 1]), ladder]);
