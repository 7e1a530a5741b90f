import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quote, wanderingQuotes } from '../contract-tests/sample-inputs.ts';
import { orderFlowMomentum } from './order-flow-momentum.ts';

describe('momentum of the order-flow imbalance', () => {
  it('is the flow of the last window less that of the one before', () => {
    const run = orderFlowMomentum.start({ windowSec: 10, depthSec: 60 });
    expect(run(quote(0, 100, 5, 101, 5))).toBeUndefined();
    // The bid grows by 1 in the first window.
    expect(run(quote(8000, 100, 6, 101, 5))).toBeUndefined();
    // And by 3 in the second; (5 x 8 + 5.5 x 7) / 15 of depth, but two windows have not passed.
    expect(run(quote(15_000, 100, 9, 101, 5))).toBeUndefined();
    // At 20 s: 3 of the last 10 s less 1 of those before.
    const depth = (5 * 8 + 5.5 * 7 + 7 * 5) / 20;
    expect(run(quote(20_000, 100, 9, 101, 5))).toBeCloseTo((3 - 1) / depth, 12);
    // At 26 s: nothing in the last 10 s, 3 + 0 in those before (6 s to 16 s also holds the first 1).
    const laterDepth = (5 * 8 + 5.5 * 7 + 7 * 11) / 26;
    expect(run(quote(26_000, 100, 9, 101, 5))).toBeCloseTo(-(3 + 1) / laterDepth, 12);
  });

  it('is 0 where nothing rests', () => {
    const run = orderFlowMomentum.start({ windowSec: 1, depthSec: 60 });
    run(quote(0, 100, 0, 101, 0));
    expect(run(quote(2000, 100, 0, 101, 0))).toBe(0);
  });
});

describeFormulaContract(orderFlowMomentum, { windowSec: 5, depthSec: 60 }, wanderingQuotes(60, 500));
