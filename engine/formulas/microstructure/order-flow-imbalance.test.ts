import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { orderFlowImbalance } from './order-flow-imbalance.ts';

/** A quiet minute at 5 against 5 before the quotes of a case. */
const quietMinute = [quote(0, 100, 5, 101, 5), quote(59_000, 100, 5, 101, 5)];

describe('order-flow imbalance', () => {
  it('is silent for a minute and then speaks in multiples of the mean depth', () => {
    const run = orderFlowImbalance.start({ T: 10, D: 600 });
    expect(quietMinute.map(run)).toEqual([undefined, undefined]);
    // Bid +3; the depth stood at (5 + 5) / 2 for the whole minute.
    expect(run(quote(60_000, 100, 8, 101, 5))).toBeCloseTo(3 / 5, 14);
  });

  it('forgets flow older than its window', () => {
    const run = orderFlowImbalance.start({ T: 10, D: 600 });
    quietMinute.map(run);
    run(quote(60_000, 100, 8, 101, 5));
    // Half a second before the end both count: +3 and -2 over (60 x 5 + 9.5 x 6.5) / 69.5.
    const depth = (60 * 5 + 9.5 * 6.5) / 69.5;
    expect(run(quote(69_500, 100, 6, 101, 5))).toBeCloseTo((3 - 2) / depth, 12);
    const laterDepth = (60 * 5 + 9.5 * 6.5 + 0.5 * 5.5) / 70;
    expect(run(quote(70_000, 100, 6, 101, 5))).toBeCloseTo(-2 / laterDepth, 12);
  });

  it('agrees with the flow of the catalogue check: 2, then 5, then 2, which is 9', () => {
    const run = orderFlowImbalance.start({ T: 100, D: 600 });
    run(quote(0, 100, 5, 101, 4));
    run(quote(60_000, 100, 7, 101, 4));
    run(quote(60_000, 100.5, 3, 101, 2));
    // All in one instant, so the depth is still that of the first minute: (5 + 4) / 2.
    expect(run(quote(60_000, 100.5, 3, 102, 6))).toBeCloseTo(9 / 4.5, 12);
  });

  it('is 0 where nothing rests', () => {
    const run = orderFlowImbalance.start({ T: 10, D: 600 });
    run(quote(0, 100, 0, 101, 0));
    expect(run(quote(60_000, 100, 0, 101, 0))).toBe(0);
  });

  it('names a window that is no length of time', () => {
    expect(() => orderFlowImbalance.start({ T: 0, D: 600 })).toThrow(
      'a time window must be above 0 ms, was 0',
    );
  });
});

describeFormulaContract(orderFlowImbalance, { T: 5, D: 60 }, wanderingQuotes(200, 500));
