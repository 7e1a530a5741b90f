import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import { buyPressure } from './buy-pressure.ts';

describe('buy pressure', () => {
  it('is the share of the volume that buyers took, and forgets what is older than its window', () => {
    const run = buyPressure.start({ windowSec: 10 });
    expect(run(trade(0, 'buy', 3))).toBe(1);
    expect(run(trade(5000, 'sell', 1))).toBe(3 / 4);
    // At 10 s the first trade is no longer younger than 10 s.
    expect(run(trade(10_000, 'buy', 1))).toBe(1 / 2);
    expect(run(trade(30_000, 'sell', 2))).toBe(0);
  });

  it('names a window that is no length of time', () => {
    expect(() => buyPressure.start({ windowSec: 0 })).toThrow('a time window must be above 0 ms, was 0');
  });
});

describeFormulaContract(buyPressure, { windowSec: 5 }, wanderingTrades(60, 400));
