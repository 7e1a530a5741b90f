import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { continuousKelly, growthRate } from './continuous-kelly.ts';
import { equalRiskContribution, equalRiskWeights } from './equal-risk-contribution.ts';
import { excessGrowth, excessGrowthRate, meanTurnover } from './excess-growth-rate.ts';
import { flooredLeverage, grossmanZhouDrawdownControl } from './grossman-zhou-drawdown-control.ts';
import { RebalancedPortfolios, universalPortfolio } from './universal-portfolio.ts';
import { managedExposure, volatilityManagedExposure } from './volatility-managed-exposure.ts';

const DAY_MS = 86_400_000;
/** The same bars a day long each. */
const daily = (each: ReturnType<typeof walkBars>) =>
  each.map((bar, i) => ({ ...bar, openTime: (i * DAY_MS) as typeof bar.openTime, intervalMs: DAY_MS }));
const closes = (...values: number[]) =>
  daily(bars(...values.map((each): [number, number, number] => [each, each, each])));
/** What two strategies earned on each of some days; both the same. */
const earned = (...returns: number[]): MarketStep[] =>
  returns.map((each, i) => ({
    kind: 'strategy-returns',
    time: (i + 1) * DAY_MS,
    strategies: { names: ['a', 'b'], returns: [Math.log1p(each), Math.log1p(each)] },
  }));
const equity = (time: number, equityQuote: number): MarketStep => ({
  kind: 'holdings',
  time,
  holdings: { notionals: [], equityQuote },
});

describe('volatility-managed exposure', () => {
  it('is that of the catalogue check', () => {
    const run = volatilityManagedExposure.start({ window: 3, target_vol: 0.3, cap: 2 });
    const values = daily(barsOfReturns([0.02, -0.01, 0.03])).map(run);
    expect(values[2]).toBeUndefined();
    expect(values[3]).toBeCloseTo(0.528375733855, 11);
    expect(run.readings?.['variance']?.()).toBeCloseTo(0.170333333333, 11);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.528375733855, 11);
  });

  it('is at its cap where little or nothing moves', () => {
    expect(managedExposure(0.001, 0.3, 2)).toBe(2);
    expect(managedExposure(0, 0.3, 2)).toBe(2);
  });
});

describe('equal risk contribution', () => {
  const search = { tolerance: 1e-10, sweeps: 1000 };

  it('has the weights of the catalogue check, each with a third of the risk', () => {
    const covariance = [
      [0.04, 0.006, 0],
      [0.006, 0.09, 0.01],
      [0, 0.01, 0.16],
    ];
    const weights = equalRiskWeights(covariance, search).map((each) => each ?? NaN);
    [0.466615660288, 0.298290393932, 0.23509394578].forEach((each, i) =>
      expect(weights[i]).toBeCloseTo(each, 9),
    );
    const risks = covariance.map(
      (row, i) => (weights[i] ?? 0) * row.reduce((sum, each, j) => sum + each * (weights[j] ?? 0), 0),
    );
    const all = risks.reduce((sum, each) => sum + each, 0);
    risks.forEach((risk) => expect(risk / all).toBeCloseTo(1 / 3, 9));
  });

  it('leaves out what does not move', () => {
    const weights = equalRiskWeights(
      [
        [0.04, 0],
        [0, 0],
      ],
      search,
    );
    expect(weights).toEqual([1, undefined]);
  });

  it('gives the calmer of two symbols more, and leaves out one that lacks a bar', () => {
    const moves = normals(9, 40).map((z) => 0.01 * z);
    const calm = barsOfReturns(moves);
    const wild = barsOfReturns(moves.map((each, i) => (i % 2 === 0 ? 2 : -2) * each));
    const run = equalRiskContribution.start({ ...equalRiskContribution.defaults, window: 40 });
    expect(peerSteps([calm, wild]).map(run).at(-1)).toBeCloseTo(2 / 3, 1);
    expect(run.readings?.['symbols']?.()).toBe(2);
    const gap = wild.map((bar, i) => (i === 20 ? undefined : bar));
    const alone = equalRiskContribution.start({ ...equalRiskContribution.defaults, window: 40 });
    expect(peerSteps([calm, gap]).map(alone).at(-1)).toBe(1);
    expect(alone.readings?.['symbols']?.()).toBe(1);
  });

  it('has no value where the own symbol stands still', () => {
    const still = closes(100, 100, 100, 100);
    const run = equalRiskContribution.start({ ...equalRiskContribution.defaults, window: 3 });
    expect(
      peerSteps([still, walkBars(3, 4)])
        .map(run)
        .at(-1),
    ).toBeUndefined();
  });
});

describe('continuous Kelly', () => {
  it('grows as in the catalogue check', () => {
    expect(growthRate(0.8, 0.2, 0.5)).toBeCloseTo(0.08, 12);
    expect(growthRate(0.4, 0.2, 0.5)).toBeCloseTo(0.06, 12);
  });

  it('is drift over variance without shrinkage', () => {
    const run = continuousKelly.start({ ...continuousKelly.defaults, halflife: 1e9, prior_days: 0 });
    const values = earned(0.01, -0.005, 0.01, -0.005).map(run);
    expect(values[0]).toBeUndefined();
    // A mean of 0.0025 and a variance of 0.0075 squared a day.
    expect(values[3]).toBeCloseTo(0.0025 / 0.0075 ** 2, 3);
    expect(run.readings?.['scale']?.()).toBe(1);
  });

  it('believes few days little', () => {
    const run = continuousKelly.start({ ...continuousKelly.defaults, halflife: 1e9 });
    const value = earned(0.01, -0.005, 0.01, -0.005).map(run).at(-1);
    expect(value).toBeCloseTo((4 / 369) * (0.0025 / 0.0075 ** 2), 4);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.5 * (4 / 369) * (0.0025 / 0.0075 ** 2), 4);
    expect(run.readings?.['growth']?.()).toBeGreaterThan(0);
  });

  it('puts the bars of a day together and waits for its end', () => {
    const run = continuousKelly.start({ ...continuousKelly.defaults, halflife: 1e9, prior_days: 0 });
    const halves = earned(0.01, -0.005, 0.01, -0.005).flatMap((step) =>
      step.kind === 'strategy-returns'
        ? [DAY_MS / 2, 0].map((early) => ({
            ...step,
            time: step.time - early,
            strategies: { ...step.strategies, returns: step.strategies.returns.map((each) => each / 2) },
          }))
        : [],
    );
    expect(halves.map(run).at(-1)).toBeCloseTo(0.0025 / 0.0075 ** 2, 3);
  });

  it('keeps out where the strategies lose', () => {
    const run = continuousKelly.start(continuousKelly.defaults);
    expect(earned(-0.01, 0.005, -0.01).map(run).at(-1)).toBeLessThan(0);
    expect(run.readings?.['scale']?.()).toBe(0);
  });

  it('knows nothing while no strategy runs', () => {
    const run = continuousKelly.start(continuousKelly.defaults);
    const idle: MarketStep[] = [1, 2, 3].map((day) => ({
      kind: 'strategy-returns',
      time: day * DAY_MS,
      strategies: { names: [], returns: [] },
    }));
    expect(idle.map(run)).toEqual([undefined, undefined, undefined]);
  });
});

describe('Grossman-Zhou drawdown control', () => {
  it('is that of the catalogue check', () => {
    expect(flooredLeverage({ alpha: 0.8, equity: 95, peak: 100 }, 0.2 / 0.4 ** 2)).toBeCloseTo(
      0.197368421053,
      11,
    );
  });

  it('is out at the floor and where there is no drift', () => {
    expect(flooredLeverage({ alpha: 0.8, equity: 80, peak: 100 }, 1)).toBe(0);
    expect(flooredLeverage({ alpha: 0.8, equity: 70, peak: 100 }, 1)).toBe(0);
    expect(flooredLeverage({ alpha: 0.8, equity: 100, peak: 100 }, -1)).toBe(0);
  });

  it('holds less the further equity is below its peak', () => {
    const run = grossmanZhouDrawdownControl.start(grossmanZhouDrawdownControl.defaults);
    const steps = [...earned(0.01, -0.005, 0.01), equity(4 * DAY_MS, 1000)];
    expect(steps.map(run).slice(0, 3)).toEqual([undefined, undefined, undefined]);
    const atPeak = run(equity(4 * DAY_MS, 1000)) ?? NaN;
    const below = run(equity(5 * DAY_MS, 900)) ?? NaN;
    expect(atPeak).toBeGreaterThan(0);
    // One fifth is left above the floor at the peak, one ninth of 900 below it.
    expect(below / atPeak).toBeCloseTo(1 / 9 / 0.2, 10);
    expect(run.readings?.['drawdown']?.()).toBeCloseTo(0.1, 12);
    expect(run.readings?.['scale']?.()).toBe(below);
  });
});

describe('the universal portfolio', () => {
  /** Fractions b = 0, 0.01, …, 1 weighted with 1 + b: sums of 50.5 and, of their squares, 33.835. */
  const AFTER_DOUBLING = (50.5 + 33.835) / (101 + 50.5);

  it('is that of the catalogue check', () => {
    const portfolios = new RebalancedPortfolios(10_001);
    [2, 0.5, 2, 0.5].forEach((relative) => portfolios.push(relative));
    expect(portfolios.fraction).toBeCloseTo(0.5, 10);
    expect(portfolios.wealth).toBeCloseTo(1.17498250008, 9);
  });

  it('moves into what rises', () => {
    const run = universalPortfolio.start(universalPortfolio.defaults);
    const values = closes(100, 200).map(run);
    expect(values[0]).toBeUndefined();
    expect(values[1]).toBeCloseTo(AFTER_DOUBLING, 12);
    expect(run.readings?.['wealth']?.()).toBeCloseTo(1.5, 12);
    expect(run.readings?.['scale']?.()).toBe(values[1]);
  });

  it('rebalances only every so many days', () => {
    const run = universalPortfolio.start({ ...universalPortfolio.defaults, rebalance: 2 });
    expect(closes(100, 400, 200).map(run)).toEqual([
      undefined,
      undefined,
      expect.closeTo(AFTER_DOUBLING, 12),
    ]);
  });
});

describe('the excess growth rate', () => {
  it('is that of the catalogue check', () => {
    const covariance = [
      [0.64, 0],
      [0, 0],
    ];
    expect(excessGrowth(covariance, [0.5, 0.5])).toBeCloseTo(0.08, 12);
  });

  it('counts what is traded to restore the weights', () => {
    const series = [Float64Array.of(0.02, -0.04), Float64Array.of(0, 0)];
    expect(meanTurnover(series, [0.5, 0.5])).toBeCloseTo(0.015, 12);
  });

  it('takes the own symbol and cash where nothing else is followed', () => {
    const run = excessGrowthRate.start({ window: 4, cost: 0.001 });
    const returns = [0.02, -0.02, 0.02, -0.02];
    const values = peerSteps([daily(barsOfReturns(returns))]).map(run);
    expect(values[3]).toBeUndefined();
    const variance = (365 * 4 * 0.0004) / 3;
    expect(values[4]).toBeCloseTo(variance / 8, 12);
    // Half of 2 % is traded every day, at a thousandth.
    expect(run.readings?.['netPremium']?.()).toBeCloseTo(variance / 8 - 365 * 0.001 * 0.01, 12);
    expect(run.readings?.['interval']?.()).toBe(1);
  });

  it('rebalances every day what swings back, and rarely what trends', () => {
    const interval = (returns: number[]) => {
      const run = excessGrowthRate.start({ window: 90, cost: 0.001 });
      peerSteps([daily(barsOfReturns(returns))]).forEach(run);
      return run.readings?.['interval']?.();
    };
    expect(interval(Array.from({ length: 90 }, (_, i) => (i % 2 === 0 ? 0.03 : -0.03)))).toBe(1);
    expect(interval(Array.from({ length: 90 }, (_, i) => (i < 45 ? 0.02 : -0.02)))).toBe(30);
  });
});

const days = daily(walkBars(31, 60));
const symbols = peerSteps([walkBars(32, 60), walkBars(33, 60), walkBars(34, 60)]);
const strategies = earned(...normals(35, 40).map((z) => 0.001 + 0.01 * z));
describeFormulaContract(volatilityManagedExposure, volatilityManagedExposure.defaults, days);
describeFormulaContract(equalRiskContribution, { ...equalRiskContribution.defaults, window: 30 }, symbols);
describeFormulaContract(continuousKelly, continuousKelly.defaults, strategies);
describeFormulaContract(grossmanZhouDrawdownControl, grossmanZhouDrawdownControl.defaults, [
  ...strategies.slice(0, 2),
  ...strategies.slice(2).flatMap((step, i) => [equity(step.time, 1000 + 10 * (i % 7)), step]),
]);
describeFormulaContract(universalPortfolio, universalPortfolio.defaults, days);
describeFormulaContract(excessGrowthRate, { ...excessGrowthRate.defaults, window: 40 }, symbols);
