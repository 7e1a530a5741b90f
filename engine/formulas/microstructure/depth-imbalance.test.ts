import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { book, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { depthImbalance } from './depth-imbalance.ts';

// Mid 100; levels at 10, 20 and 30 bps on either side.
const ladder = book([99.9, 1, 99.8, 2, 99.7, 4], [100.1, 8, 100.2, 16, 100.3, 32]);

describe('depth imbalance', () => {
  it.each([
    ['up to 15 bps: the best levels', 15, 50, (1 - 8) / 9],
    ['up to 25 bps: two levels a side', 25, 50, (3 - 24) / 27],
    ['beyond the visible book: all of it', 500, 50, (7 - 56) / 63],
    ['but never more levels than allowed', 500, 1, (1 - 8) / 9],
  ])('compares the sizes %s', (_what, withinBps, levels, expected) => {
    expect(depthImbalance.start({ withinBps, levels })(ladder)).toBeCloseTo(expected, 14);
  });

  it('has no value while nothing rests that near or a side is empty', () => {
    expect(depthImbalance.start({ withinBps: 5, levels: 50 })(ladder)).toBeUndefined();
    expect(depthImbalance.start({ withinBps: 5, levels: 50 })(book([], [100, 1]))).toBeUndefined();
  });
});

describeFormulaContract(depthImbalance, { withinBps: 200, levels: 3 }, wanderingBooks(20, 100));
