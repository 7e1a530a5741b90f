import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import { tradeFlowImbalance } from './trade-flow-imbalance.ts';

describe('trade flow imbalance', () => {
  it('gives the number of the catalogue check: flows 1, -2 and 3 are 3 / sqrt(14 / 3)', () => {
    const run = tradeFlowImbalance.start({ bucket: 10, window: 360, min_buckets: 3 });
    const before = [trade(0, 'buy', 1), trade(10_000, 'sell', 2), trade(20_000, 'buy', 4)].map(run);
    expect(before).toEqual([undefined, undefined, undefined]);
    run(trade(29_999, 'sell', 1));
    expect(run(trade(30_000, 'buy', 50))).toBeCloseTo(3 / Math.sqrt(14 / 3), 12);
  });

  it('counts an interval without a trade as 0', () => {
    const run = tradeFlowImbalance.start({ bucket: 10, window: 360, min_buckets: 1 });
    run(trade(0, 'buy', 2));
    // The last complete interval is that of 10 s, in which nothing happened.
    expect(run(trade(20_000, 'sell', 1))).toBe(0);
    // Flows 2, 0 and -1.
    expect(run(trade(30_000, 'buy', 1))).toBeCloseTo(-1 / Math.sqrt(5 / 3), 12);
  });

  it('forgets intervals older than its window, also over a long silence', () => {
    const run = tradeFlowImbalance.start({ bucket: 1, window: 2, min_buckets: 1 });
    run(trade(0, 'buy', 1000));
    expect(run(trade(3_600_000, 'buy', 1))).toBe(0);
    expect(run(trade(3_601_000, 'buy', 1))).toBeCloseTo(1 / Math.sqrt(1 / 2), 12);
  });

  it('refuses a length that is none', () => {
    expect(() => tradeFlowImbalance.start({ bucket: 0, window: 2, min_buckets: 1 })).toThrow(
      'bucket must be above 0 s, was 0',
    );
  });
});

describeFormulaContract(
  tradeFlowImbalance,
  { bucket: 1, window: 8, min_buckets: 4 },
  wanderingTrades(60, 400),
);
