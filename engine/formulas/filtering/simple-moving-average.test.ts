import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { prices, wanderingPrices } from '../contract-tests/sample-inputs.ts';
import { simpleMovingAverage } from './simple-moving-average.ts';

describe('simple moving average', () => {
  it('is the mean of the last window of closes', () => {
    const values = prices(1, 2, 6, 4).map(simpleMovingAverage.start({ window: 3 }));
    expect(values).toEqual([undefined, undefined, 3, 4]);
  });
});

describeFormulaContract(simpleMovingAverage, { window: 5 }, prices(...wanderingPrices(30)));
