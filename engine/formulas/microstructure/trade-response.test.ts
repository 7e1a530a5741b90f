import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quoteStep, tradeStep, wanderingTape } from '../contract-tests/sample-inputs.ts';
import { tradeResponse } from './trade-response.ts';

describe('the response of the mid to trades', () => {
  const signs = ['buy', 'sell', 'buy', 'buy'] as const;
  const mids = [100, 100.1, 100.05, 100.2];

  it('is that of the catalogue check: the mean of 10, 4.995005 and 14.992504 bps', () => {
    const steps = signs.map((side, i) => tradeStep(i, side, 100, 1, mids[i] ?? NaN));
    const values = steps.map(tradeResponse.start({ lag: 1, n: 10, least: 1 }));
    expect(values.at(-1)).toBeCloseTo(9.995_836_247_71, 9);
  });

  it('takes prints of one millisecond and side for one order, and quotes for none', () => {
    const run = tradeResponse.start({ lag: 1, n: 10, least: 1 });
    run(tradeStep(0, 'buy', 100, 1, 100));
    expect(run(tradeStep(0, 'buy', 100, 1, 101))).toBeUndefined();
    expect(run(quoteStep(1, 100, 1, 102, 1))).toBeUndefined();
    expect(run(tradeStep(1, 'buy', 100, 1, 101))).toBeCloseTo(100, 9);
  });
});

const trades = wanderingTape(60, 400).filter(({ event }) => event === 'trade');
describeFormulaContract(tradeResponse, { lag: 2, n: 20, least: 5 }, trades);
