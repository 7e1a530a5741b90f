import { describe, expect, it } from 'vitest';
import { probabilisticSharpe } from '../../numerics/probabilistic-sharpe.ts';
import { closedTrades, wanderingJournal } from '../contract-tests/closed-trades.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { probabilisticSharpeRatio } from './probabilistic-sharpe-ratio.ts';

const { defaults } = probabilisticSharpeRatio;

describe('the probabilistic Sharpe ratio of the journal', () => {
  it('gives the number of the catalogue check', () => {
    const measured = { sharpe: 0.5, count: 24, skewness: -0.5, kurtosis: 5 };
    expect(probabilisticSharpe(measured, 0)).toBeCloseTo(0.974878540435, 10);
  });

  it('is one half where gains and losses cancel', () => {
    const run = probabilisticSharpeRatio.start({ ...defaults, n_min: 4 });
    expect(closedTrades([0.01, -0.01, 0.02, -0.02]).map(run).at(-1)).toBeCloseTo(0.5, 12);
    expect(run.readings?.['gate']?.()).toBeCloseTo(1, 12);
  });

  it('closes the gate where we lose', () => {
    const run = probabilisticSharpeRatio.start({ ...defaults, n_min: 4 });
    closedTrades([-0.01, -0.02, -0.01, -0.015, -0.012]).forEach(run);
    expect(run.readings?.['sharpe']?.()).toBeLessThan(0);
    expect(run.readings?.['gate']?.()).toBeLessThan(0.01);
  });

  it('does not exist where every trade earned the same, and leaves the gate open then', () => {
    const run = probabilisticSharpeRatio.start({ ...defaults, n_min: 2 });
    expect(closedTrades([0.01, 0.01, 0.01]).map(run)).toEqual([undefined, undefined, undefined]);
    expect(run.readings?.['gate']?.()).toBe(1);
  });

  it('looks at the last n trades only', () => {
    const params = { ...defaults, n_min: 3, n: 5 };
    const recent = [0.01, -0.02, 0.03, 0.01, -0.01];
    const long = closedTrades([-0.5, -0.4, ...recent]).map(probabilisticSharpeRatio.start(params));
    const short = closedTrades(recent).map(probabilisticSharpeRatio.start(params));
    expect(long.at(-1)).toBe(short.at(-1));
  });
});

describeFormulaContract(probabilisticSharpeRatio, { ...defaults, n_min: 5, n: 20 }, wanderingJournal(7, 30));
