import { describe, expect, it } from 'vitest';
import { ArrivalRate } from '../../numerics/arrival-rate.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { trade, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../formula.ts';
import { gammaPoissonTradeRate } from './gamma-poisson-trade-rate.ts';

const { defaults } = gammaPoissonTradeRate;

/** So many trades in each second from `second` on. */
const perSecond = (second: number, counts: readonly number[]): TradeTick[] =>
  counts.flatMap((count, i) =>
    Array.from({ length: count }, (_, k) => trade(1000 * (second + i) + (1000 * k) / count, 'buy', 1)),
  );
const steady = (seconds: number, count: number) => Array.from({ length: seconds }, () => count);

describe('the arrival rate of trades', () => {
  it('gives the numbers of the catalogue check', () => {
    const rate = new ArrivalRate(4, 2, 1);
    expect(rate.atLeast(5, 1)).toBeCloseTo(0.0879439109892, 10);
    rate.observe(5, 1);
    expect(rate.rate).toBe(3);
  });

  it('is about as usual while nothing changes, and leaves the gate almost open', () => {
    const run = gammaPoissonTradeRate.start(defaults);
    expect(perSecond(0, steady(200, 3)).map(run).at(-1)).toBeCloseTo(1, 1);
    expect(run.readings?.['gate']?.()).toBeGreaterThan(0.98);
    expect(run.readings?.['rate']?.()).toBeCloseTo(3, 0);
  });

  it('closes the gate where trading thins out', () => {
    const run = gammaPoissonTradeRate.start(defaults);
    const values = [...perSecond(0, steady(300, 5)), trade(400_000, 'buy', 1)].map(run);
    // A hundred empty seconds leave 0.98^100 of the fast rate.
    expect(values.at(-1)).toBeLessThan(0.25);
    expect(run.readings?.['gate']?.()).toBe(values.at(-1));
    expect(run.readings?.['lowProbability']?.()).toBeGreaterThan(0.3);
    expect(run.readings?.['highProbability']?.()).toBe(1);
  });

  it('halves the gate for five seconds after a burst', () => {
    const run = gammaPoissonTradeRate.start(defaults);
    const gates: (number | undefined)[] = [];
    perSecond(0, [...steady(100, 3), 60, ...steady(7, 3)]).forEach((tick) => {
      run(tick);
      if (tick.time % 1000 === 0) gates.push(run.readings?.['gate']?.());
    });
    expect(gates.slice(101)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 1, 1]);
  });

  it('asks how likely the last bucket was before it knew it', () => {
    const run = gammaPoissonTradeRate.start({ ...defaults, delta: 1, a0: 4, b0: 2 });
    [...perSecond(0, [...steady(60, 3), 7]), trade(61_000, 'buy', 1)].forEach(run);
    const before = new ArrivalRate(4 + 3 * 60, 2 + 60, 1);
    expect(run.readings?.['highProbability']?.()).toBeCloseTo(before.atLeast(7, 1), 12);
    expect(run.readings?.['lowProbability']?.()).toBeCloseTo(1 - before.atLeast(8, 1), 12);
  });
});

describeFormulaContract(gammaPoissonTradeRate, { ...defaults, bucket: 0.5 }, wanderingTrades(200, 200));
