import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { prices, wanderingPrices } from '../contract-tests/sample-inputs.ts';
import { exponentialMovingAverage } from './exponential-moving-average.ts';

const valuesOf = (seedMean: number, ...values: number[]) =>
  prices(...values).map(exponentialMovingAverage.start({ window: 3, seedMean }));

describe('exponential moving average', () => {
  // A window of 3 gives the newest close half of the weight.
  it('starts at the first close and goes half of the way to each next one', () => {
    expect(valuesOf(0, 10, 20, 15, 15)).toEqual([10, 15, 15, 15]);
  });

  it('can start at the mean of its first window instead', () => {
    expect(valuesOf(1, 10, 20, 15, 25)).toEqual([undefined, undefined, 15, 20]);
  });

  it('names a window that is not a count', () => {
    expect(() => exponentialMovingAverage.start({ window: 0, seedMean: 0 })).toThrow('at least 1, was 0');
  });
});

describeFormulaContract(exponentialMovingAverage, { window: 5, seedMean: 1 }, prices(...wanderingPrices(30)));
describeFormulaContract(exponentialMovingAverage, { window: 5, seedMean: 0 }, prices(...wanderingPrices(30)));
