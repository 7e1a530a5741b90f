import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import { largeTradeRatio } from './large-trade-ratio.ts';

/** Upper edge of the bin, of 32 to a power of ten, in which a notional of 200 lies. */
const LARGE = 10 ** ((Math.floor(Math.log10(200 / 1e-6) * 32) + 1) / 32) * 1e-6;

describe('size of a trade against large ones', () => {
  const warmRun = () => {
    const run = largeTradeRatio.start({ q: 0.9, N: 100 });
    // Ten orders of 2 base at 100.
    const before = Array.from({ length: 10 }, (_, i) => run(trade(i, 'buy', 2)));
    expect(before.every((value) => value === undefined)).toBe(true);
    return run;
  };

  it('is 1 at the quantile of the orders before', () => {
    expect(LARGE).toBeGreaterThan(200);
    expect(LARGE).toBeLessThan(200 * 1.075);
    expect(warmRun()(trade(1000, 'sell', 20))).toBeCloseTo(2000 / LARGE, 9);
  });

  it('puts prints of one millisecond and side together', () => {
    const run = warmRun();
    expect(run(trade(1000, 'sell', 1))).toBeCloseTo(100 / LARGE, 9);
    expect(run(trade(1000, 'sell', 3))).toBeCloseTo(400 / LARGE, 9);
    // The other side in the same millisecond is another order.
    expect(run(trade(1000, 'buy', 1))).toBeCloseTo(100 / LARGE, 9);
  });

  it('refuses a sample of one', () => {
    expect(() => largeTradeRatio.start({ q: 0.9, N: 1 })).toThrow(
      'the sample of a quantile must be above 1 trade, was 1',
    );
  });
});

describeFormulaContract(largeTradeRatio, { q: 0.9, N: 100 }, wanderingTrades(60, 400));
