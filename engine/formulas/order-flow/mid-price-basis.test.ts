import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quoteStep, tradeStep, wanderingTape } from '../contract-tests/sample-inputs.ts';
import { midPriceBasis } from './mid-price-basis.ts';

describe('the mid-price basis', () => {
  it('is that of the catalogue check: 100.25 against 100.05, in spreads of 0.2', () => {
    const run = midPriceBasis.start({ bucket: 0.5, scale: 1 });
    run(quoteStep(0, 99.9, 1, 100.1, 1));
    run(tradeStep(500, 'buy', 100.25, 10, 100, 0.1));
    expect(run(quoteStep(900, 100, 1, 100.2, 1))).toBeUndefined();
    expect(run(quoteStep(1000, 90, 1, 91, 1))).toBeCloseTo(1, 9);
  });

  it('keeps the price of the interval before where nothing traded', () => {
    const run = midPriceBasis.start({ bucket: 0.5, scale: 1 });
    run(tradeStep(0, 'buy', 101, 1, 100, 1));
    run(quoteStep(500, 99, 1, 101, 1));
    // Nothing traded in the second interval: 101 against 100 in spreads of 2.
    expect(run(quoteStep(5000, 99, 1, 101, 1))).toBeCloseTo(0.5, 9);
  });

  it('refuses an interval without length', () => {
    expect(() => midPriceBasis.start({ bucket: 0, scale: 1 })).toThrow('above 0 s, was 0');
  });
});

describeFormulaContract(midPriceBasis, { bucket: 0.5, scale: 1 }, wanderingTape(60, 500));
