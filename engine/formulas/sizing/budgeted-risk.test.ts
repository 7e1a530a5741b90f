import { describe, expect, it } from 'vitest';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { cornishFisherQuantile, cornishFisherVar, modifiedVar } from './cornish-fisher-var.ts';
import { historicalVar, lossRank, shortfall } from './empirical-loss.ts';
import { entropicValueAtRisk, entropicVar } from './entropic-value-at-risk.ts';
import { evtPeaksOverThresholdVar } from './evt-peaks-over-threshold-var.ts';
import { expectedShortfall } from './expected-shortfall.ts';
import { filteredHistoricalSimulation, nextVariance, residual } from './filtered-historical-simulation.ts';
import { historicalValueAtRisk } from './historical-value-at-risk.ts';
import { momentFit, tailShortfall, tailVar } from './pareto-tail.ts';
import { budgetScale } from './risk-budget.ts';
import { exponentialVariance, riskmetricsValueAtRisk } from './riskmetrics-value-at-risk.ts';

const LOSSES = [0.01, -0.02, 0.03, 0.005, -0.01, 0.02, 0.015, -0.005, 0.04, 0];
const sorted = (values: readonly number[]) => Float64Array.from(values).toSorted();
/** A return that loses this part of the value. */
const losing = (loss: number) => Math.log(1 - loss);

/** 100 returns: 90 without a loss, then losses of 1 % to 10 %. */
const hundred = [
  ...Array.from({ length: 90 }, () => 0),
  ...Array.from({ length: 10 }, (_, i) => losing((i + 1) / 100)),
];

describe('a budget of risk', () => {
  it('sizes up to the budget and never above its cap', () => {
    expect(budgetScale(0.02, 0.04)).toBe(0.5);
    expect(budgetScale(0.02, 0.01)).toBe(1);
    expect(budgetScale(0.02, 0.01, 3)).toBe(2);
  });

  it('sizes in full where there is no risk, or a gain', () => {
    expect(budgetScale(0.02, 0)).toBe(1);
    expect(budgetScale(0.02, -0.5)).toBe(1);
  });
});

describe('historical value at risk', () => {
  it('is the loss of its rank, as in the catalogue check', () => {
    expect(lossRank(0.8, 10)).toBe(8);
    expect(historicalVar(sorted(LOSSES), 10, 0.8)).toBe(0.02);
  });

  it('counts the losses of the window and sizes by its budget', () => {
    const run = historicalValueAtRisk.start({ ...historicalValueAtRisk.defaults, alpha: 0.95 });
    const values = barsOfReturns(hundred).map(run);
    expect(values.slice(0, 100).every((value) => value === undefined)).toBe(true);
    // The 95th of 100 in ascending order is the fifth of the ten losses.
    expect(values[100]).toBeCloseTo(0.05, 12);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.02 / 0.05, 12);
  });

  it('is below zero where every bar gained', () => {
    const run = historicalValueAtRisk.start(historicalValueAtRisk.defaults);
    expect(
      barsOfReturns(Array.from({ length: 100 }, () => 0.01))
        .map(run)
        .at(-1),
    ).toBeCloseTo(1 - Math.exp(0.01), 12);
    expect(run.readings?.['scale']?.()).toBe(1);
  });

  it('refuses a level of confidence that is none and a window below its warm-up', () => {
    const { defaults } = historicalValueAtRisk;
    expect(() => historicalValueAtRisk.start({ ...defaults, alpha: 1 })).toThrow('was 1');
    expect(() => historicalValueAtRisk.start({ ...defaults, window: 99 })).toThrow('was 99');
  });
});

describe('RiskMetrics value at risk', () => {
  it('follows the variance of the catalogue check', () => {
    const values = [0.01, -0.02, 0.015].map(exponentialVariance(0.94));
    expect(values[2]).toBeCloseTo(0.00012442, 14);
    const run = riskmetricsValueAtRisk.start({ ...riskmetricsValueAtRisk.defaults, warmup: 3 });
    const risks = barsOfReturns([0.01, -0.02, 0.015]).map(run);
    expect(risks[2]).toBeUndefined();
    expect(risks[3]).toBeCloseTo(0.025948948054, 11);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.02 / 0.025948948054, 9);
  });

  it('grows with the root of the horizon', () => {
    const { defaults } = riskmetricsValueAtRisk;
    const bars = walkBars(5, 60);
    const one = bars.map(riskmetricsValueAtRisk.start(defaults)).at(-1) ?? NaN;
    const four = bars.map(riskmetricsValueAtRisk.start({ ...defaults, horizon: 4 })).at(-1);
    expect(four).toBeCloseTo(2 * one, 12);
  });

  it('sizes in full where nothing moves', () => {
    const run = riskmetricsValueAtRisk.start(riskmetricsValueAtRisk.defaults);
    expect(
      barsOfReturns(Array.from({ length: 60 }, () => 0))
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(run.readings?.['scale']?.()).toBe(1);
  });
});

describe('Cornish-Fisher value at risk', () => {
  const returns = [0.02, -0.01, 0.005, -0.03, 0.012, 0.001, -0.004, 0.018, -0.05, 0.01];
  const shape = sampleShape(returns);
  const z = -1.6448536269514729;

  it('corrects the quantile as in the catalogue check', () => {
    expect(shape.skewness).toBeCloseTo(-1.06047521709, 10);
    expect(shape.kurtosis - 3).toBeCloseTo(0.0803211125808, 10);
    expect(cornishFisherQuantile(z, shape.skewness, shape.kurtosis - 3)).toBeCloseTo(-1.92355726045, 10);
    expect(modifiedVar(shape, z)).toBeCloseTo(0.0432935074335, 11);
  });

  it('is that of the last window', () => {
    const run = cornishFisherVar.start({ window: 10, alpha: 0.95, var_budget: 0.02 });
    expect(
      barsOfReturns([0.5, ...returns])
        .map(run)
        .at(-1),
    ).toBeCloseTo(0.0432935074335, 10);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.02 / 0.0432935074335, 8);
  });

  it('keeps the normal quantile where the correction turns over', () => {
    expect(cornishFisherQuantile(-2, 3, 0)).toBe(-2);
  });

  it('has no value where nothing moves', () => {
    const run = cornishFisherVar.start({ window: 4, alpha: 0.95, var_budget: 0.02 });
    expect(barsOfReturns([0, 0, 0, 0, 0]).map(run).at(-1)).toBeUndefined();
    expect(run.readings?.['scale']?.()).toBe(1);
  });
});

describe('expected shortfall', () => {
  it('counts the last loss of the tail in part, as in the catalogue check', () => {
    expect(shortfall(sorted(LOSSES), 10, 0.75)).toBeCloseTo(0.032, 14);
  });

  it('is the mean of the tail once it holds five losses', () => {
    const run = expectedShortfall.start({ window: 100, alpha: 0.95, es_budget: 0.04 });
    const values = barsOfReturns(hundred).map(run);
    expect(values[99]).toBeUndefined();
    // The five worst are 6 % to 10 %.
    expect(values[100]).toBeCloseTo(0.08, 12);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.5, 12);
  });

  it('needs the 200 returns of its default confidence, not one more', () => {
    expect(expectedShortfall.warmUp(expectedShortfall.defaults)).toBe(201);
    expect(expectedShortfall.warmUp({ ...expectedShortfall.defaults, alpha: 0.9 })).toBe(51);
  });
});

describe('filtered historical simulation', () => {
  it('scales old shocks to the volatility of now, as in the catalogue check', () => {
    let variance = 0.0001;
    const losses = [0.01, -0.02, 0.015, -0.03, 0.005].map((each) => {
      const z = residual(each, variance);
      variance = nextVariance(each, variance, 0.94);
      return -z;
    });
    expect(Math.sqrt(variance)).toBeCloseTo(0.012735678702, 11);
    expect(historicalVar(sorted(losses), 5, 0.8)).toBeCloseTo(2, 12);
    expect(Math.sqrt(variance) * historicalVar(sorted(losses), 5, 0.8)).toBeCloseTo(0.025471357404, 11);
  });

  it('doubles with the volatility where the shocks stay the same', () => {
    const { defaults } = filteredHistoricalSimulation;
    const shocks = Array.from({ length: 130 }, (_, i) => 0.001 * (i % 2 === 0 ? 1 : -1) * (1 + (i % 5)));
    const value = (factor: number) =>
      barsOfReturns(shocks.map((each) => factor * each))
        .map(filteredHistoricalSimulation.start(defaults))
        .at(-1) ?? NaN;
    expect(value(2)).toBeCloseTo(2 * value(1), 12);
  });
});

describe('peaks over a threshold', () => {
  const excesses = [0.001, 0.002, 0.003, 0.004, 0.006, 0.008, 0.011, 0.015, 0.022, 0.04];
  const fitted = momentFit(10, (j) => excesses[j] ?? NaN);

  it('fits the tail of the catalogue check', () => {
    const { scale = NaN, shape = NaN } = fitted ?? {};
    expect(shape).toBeCloseTo(0.15668202765, 10);
    expect(scale).toBeCloseTo(0.00944516129032, 12);
    const tail = { threshold: 0.02, shape, scale, count: 100, exceedances: 10 };
    expect(tailVar(tail, 0.99)).toBeCloseTo(0.0461889938188, 11);
    expect(tailShortfall(tail, 0.99)).toBeCloseTo(0.0622547085174, 11);
  });

  it('is exponential where the shape is next to zero, and has no mean where it is one', () => {
    const tail = { threshold: 0.02, shape: 1e-9, scale: 0.01, count: 100, exceedances: 10 };
    expect(tailVar(tail, 0.99)).toBeCloseTo(0.02 - 0.01 * Math.log(0.1), 12);
    expect(tailShortfall({ ...tail, shape: 1 }, 0.99)).toBeUndefined();
  });

  it('finds no tail where all of its losses are the same', () => {
    expect(momentFit(5, () => 0)).toBeUndefined();
  });

  it('finds in a run what it finds in a list', () => {
    const { defaults } = evtPeaksOverThresholdVar;
    // Ninety bars lose the threshold, ten exceed it.
    const losses = [...Array.from({ length: 90 }, () => 0.02), ...excesses.map((each) => 0.02 + each)];
    const twice = [...losses, ...losses].map((each) => -each);
    const run = evtPeaksOverThresholdVar.start({ ...defaults, alpha: 0.99 });
    const values = barsOfReturns(twice).map(run);
    expect(values[199]).toBeUndefined();
    const doubled = momentFit(20, (j) => excesses[Math.floor(j / 2)] ?? NaN);
    const tail = { threshold: 0.02, shape: NaN, scale: NaN, ...doubled, count: 200, exceedances: 20 };
    const read = (name: string) => run.readings?.[name]?.();
    expect(values[200]).toBeCloseTo(tailVar(tail, 0.99), 10);
    expect(read('shape')).toBeCloseTo(tail.shape, 8);
    expect(read('heavyTail')).toBe(0);
    expect(read('shortfall')).toBeCloseTo(tailShortfall(tail, 0.99) ?? NaN, 10);
    expect(read('scale')).toBeCloseTo(0.03 / tailVar(tail, 0.99), 8);
  });
});

describe('entropic value at risk', () => {
  it('is the bound of the catalogue check, between the shortfall and the worst loss', () => {
    expect(entropicVar(LOSSES, 0.75)).toBeCloseTo(0.0356798099176, 9);
  });

  it('is the loss itself where all are the same', () => {
    expect(entropicVar([0.01, 0.01, 0.01], 0.95)).toBe(0.01);
  });

  it('counts from the bar after its window is full', () => {
    const run = entropicValueAtRisk.start({
      window: 10,
      alpha: 0.75,
      evar_budget: 0.0178399049588,
      refit: 10,
    });
    const values = barsOfReturns([...LOSSES.map((each) => -each), 0]).map(run);
    expect(values[10]).toBeUndefined();
    expect(values[11]).toBeCloseTo(0.0356798099176, 9);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.5, 7);
  });
});

const walk = walkBars(21, 260);
describeFormulaContract(historicalValueAtRisk, { ...historicalValueAtRisk.defaults, window: 110 }, walk);
describeFormulaContract(riskmetricsValueAtRisk, riskmetricsValueAtRisk.defaults, walk);
describeFormulaContract(cornishFisherVar, { ...cornishFisherVar.defaults, window: 30 }, walk);
describeFormulaContract(expectedShortfall, { ...expectedShortfall.defaults, alpha: 0.9, window: 60 }, walk);
describeFormulaContract(
  filteredHistoricalSimulation,
  { ...filteredHistoricalSimulation.defaults, window: 110 },
  walk,
);
describeFormulaContract(
  evtPeaksOverThresholdVar,
  { ...evtPeaksOverThresholdVar.defaults, tail: 0.2, window: 150 },
  walk,
);
describeFormulaContract(
  entropicValueAtRisk,
  { ...entropicValueAtRisk.defaults, window: 30 },
  walk.slice(0, 80),
);
