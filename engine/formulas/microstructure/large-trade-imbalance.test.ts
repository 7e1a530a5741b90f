import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import { largeTradeImbalance } from './large-trade-imbalance.ts';

const start = () => {
  const run = largeTradeImbalance.start({ q: 0.95, T: 300, N: 1000 });
  // Notional 240 each, so that from 240 to 258 on (the width of a bin) a trade is large.
  for (let i = 0; i < 100; i += 1) run(trade(i, 'buy', 2.4));
  return run;
};

describe('imbalance of large trades', () => {
  it('gives the number of the catalogue check: 800 bought, 400 sold, the small ones left out', () => {
    const run = start();
    const at = 1_000_000;
    run(trade(at, 'buy', 5));
    run(trade(at + 1, 'sell', 0.2));
    run(trade(at + 2, 'buy', 3));
    run(trade(at + 3, 'sell', 4));
    expect(run(trade(at + 4, 'buy', 0.1))).toBeCloseTo(400 / 1200, 12);
  });

  it('knows a large trade with the print that makes it one', () => {
    const run = start();
    expect(run(trade(1_000_000, 'sell', 2))).toBe(0);
    expect(run(trade(1_000_000, 'sell', 2))).toBe(-1);
    expect(run(trade(1_000_000, 'buy', 12))).toBeCloseTo((1200 - 400) / 1600, 12);
  });

  it('forgets what is older than its window', () => {
    const run = start();
    run(trade(1_000_000, 'sell', 10));
    expect(run(trade(1_299_999, 'buy', 0.1))).toBe(-1);
    expect(run(trade(1_300_000, 'buy', 0.1))).toBe(0);
  });
});

describeFormulaContract(largeTradeImbalance, { q: 0.9, T: 5, N: 100 }, wanderingTrades(60, 400));
