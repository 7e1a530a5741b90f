import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import { volumeDeltaDivergence } from './volume-delta-divergence.ts';

describe('the divergence of the volume delta', () => {
  it('is the change of the delta less the return, each in its own scale', () => {
    const run = volumeDeltaDivergence.start({ n: 1, N: 2, barSec: 60 });
    // Closes of four bars: delta 2, 1.5, 2.5 and price 100, 110, 99.
    const at = (minute: number, side: 'buy' | 'sell', size: number, price: number) =>
      run({ ...trade(minute * 60_000, side, size), price });
    at(0, 'buy', 2, 100);
    at(1, 'sell', 0.5, 110);
    expect(at(2, 'buy', 1, 99)).toBeUndefined();
    const [first, second] = [Math.log(1.1), Math.log(0.9)];
    const deltaScale = Math.sqrt((0.25 + 1) / 2);
    const priceScale = Math.sqrt((first * first + second * second) / 2);
    expect(at(3, 'buy', 1, 99)).toBeCloseTo(1 / deltaScale - second / priceScale, 9);
  });

  it('is 0 where nothing moves', () => {
    const run = volumeDeltaDivergence.start({ n: 1, N: 2, barSec: 60 });
    run(trade(0, 'buy', 1));
    expect(run(trade(600_000, 'buy', 1))).toBe(0);
  });

  it('refuses bars without length', () => {
    expect(() => volumeDeltaDivergence.start({ n: 1, N: 2, barSec: 0 })).toThrow('above 0 s, was 0');
  });
});

describeFormulaContract(volumeDeltaDivergence, { n: 3, N: 10, barSec: 1 }, wanderingTrades(60, 1000));
