import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import { hampelOutlierFilter, robustDistance } from './hampel-outlier-filter.ts';

const params = { n: 6, k: 6, floor: 0.0002, hold: 3 };
const gatesOf = (...prices: number[]) => {
  const run = hampelOutlierFilter.start(params);
  return prices.map((price, i) => {
    run({ ...trade(i, 'buy', 1), price });
    return run.readings?.['gate']?.();
  });
};
const calm = [100, 101, 99, 100, 102, 100];

describe('the Hampel filter', () => {
  it('gives the numbers of the catalogue check: 29.5 from a median of 100.5 in units of 1.4826', () => {
    expect(robustDistance(130, [99, 100, 100, 101, 102, 130], { count: 6, floor: 0.0002 })).toBeCloseTo(
      29.5 / 1.4826,
      10,
    );
  });

  it('measures by a share of the price where prices stand still', () => {
    expect(robustDistance(101, [100, 100, 100, 101], { count: 4, floor: 0.0002 })).toBeCloseTo(1 / 0.02, 10);
  });

  it('stops entries at a bad tick, and is careful for ten trades after it', () => {
    expect(gatesOf(...calm, 130, 100, 101)).toEqual([1, 1, 1, 1, 1, 1, 0, 0.5, 0.5]);
    expect(gatesOf(...calm, 130, ...Array.from({ length: 12 }, () => 100)).slice(-3)).toEqual([0.5, 0.5, 1]);
  });

  it('believes a jump after some trades on its side, and goes on from there', () => {
    expect(gatesOf(...calm, 130, 131, 130, 130).slice(6)).toEqual([0, 0, 0.5, 0.5]);
  });

  it('does not add up outliers on different sides', () => {
    expect(gatesOf(...calm, 130, 131, 70, 71).slice(6)).toEqual([0, 0, 0, 0]);
  });
});

describeFormulaContract(hampelOutlierFilter, params, wanderingTrades(40, 1000));
