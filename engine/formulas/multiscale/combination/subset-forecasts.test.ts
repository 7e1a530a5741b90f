import { describe, expect, it } from 'vitest';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { told } from '../../contract-tests/told-series.ts';
import type { Bar } from '../../../domain/market/bar.ts';
import { backtestOverfitting } from '../../../numerics/backtest-overfitting.ts';
import type { MarketStep } from '../../formula.ts';
import {
  completeSubsetRegressions,
  fitSubsets,
  forecastOf,
  meanForecast,
  shareOfRising,
} from './complete-subset-regressions.ts';
import { probabilityOfBacktestOverfitting } from './probability-of-backtest-overfitting.ts';
import { SubsetPredictors } from './subset-predictors.ts';

const MINUTE_MS = 60_000;
const barSteps = (sample: readonly Bar[]): MarketStep[] =>
  sample.map((bar, i) => ({ kind: 'bar', time: (i + 1) * MINUTE_MS, bar }));

describe('complete subset regressions', () => {
  it('have the forecasts of the catalogue check', () => {
    const data = {
      x0: Float64Array.of(0.1, 0.4, -0.2, 0.3, -0.5, 0.2),
      x1: Float64Array.of(0.5, -0.3, 0.2, 0.1, -0.2, -0.4),
      // A predictor that was not always known, and its place among the others.
      x2: Float64Array.of(1, NaN, 3, 5, 4, 2),
      x3: Float64Array.of(-0.2, 0.1, 0.3, -0.4, 0.2, 0),
      y: Float64Array.of(0.1, 0.05, -0.1, 0.2, -0.15, 0),
    };
    const model = fitSubsets({ params: { k: 2 }, data }) ?? [];
    expect(model).toHaveLength(15);
    const row = [0.3, 0.2, 9, -0.1];
    expect(forecastOf(meanForecast(model, 2), row)).toBeCloseTo(0.0939459253848, 11);
    expect(shareOfRising(model, 2, row)).toBe(1);
    expect(fitSubsets({ params: { k: 4 }, data })).toBeUndefined();
  });

  it('reads ten predictors off bars and series', () => {
    const predictors = new SubsetPredictors();
    const sample = walkBars(301, 61);
    for (let i = 0; i < 90; i += 1) {
      told(0, { 'derivative.funding-rate': 0.0001 * (1 + (i % 2)) }).forEach(
        (step) => step.kind === 'series' && predictors.tell(step),
      );
    }
    sample.forEach((bar, i) => predictors.push(bar, (i + 1) * MINUTE_MS));
    expect(predictors.isReady).toBe(true);
    const [r1 = NaN, , , ratio, volume, funding, basis, place, sine, cosine] = predictors.row;
    const returns = sample.slice(1).map((bar, i) => Math.log(bar.close / (sample[i]?.close ?? NaN)));
    expect(Math.sign(r1)).toBe(Math.sign(returns.at(-1) ?? NaN));
    const mean = (values: readonly number[]) =>
      values.reduce((sum, each) => sum + each ** 2, 0) / values.length;
    expect(ratio).toBeCloseTo(Math.log(mean(returns.slice(-5)) / mean(returns)), 12);
    const volumes = sample.slice(-60).map((bar) => bar.volumeBase);
    const center = volumes.reduce((sum, each) => sum + each, 0) / 60;
    const spread = Math.sqrt(volumes.reduce((sum, each) => sum + (each - center) ** 2, 0) / 59);
    expect(volume).toBeCloseTo(((volumes.at(-1) ?? NaN) - center) / spread, 10);
    // Half a range above the mean of two rates that take turns.
    expect(funding).toBeCloseTo(Math.sqrt(89 / 90), 10);
    expect(basis).toBeNaN();
    const last20 = sample.slice(-20);
    const [low, high] = [
      Math.min(...last20.map((bar) => bar.low)),
      Math.max(...last20.map((bar) => bar.high)),
    ];
    expect(place).toBeCloseTo((2 * ((last20.at(-1)?.close ?? NaN) - low)) / (high - low) - 1, 12);
    expect([sine, cosine]).toEqual([Math.sin((61 / 720) * Math.PI), Math.cos((61 / 720) * Math.PI)]);
  });

  it('forecast a rise after a fall where returns turn around', () => {
    let close = 100;
    let before = 0;
    const sample = walkBars(302, 240).map((bar, i) => {
      before = -0.6 * before + 0.002 * (noise[i] ?? 0);
      const open = close;
      close *= Math.exp(before);
      return { ...bar, open, close, high: Math.max(open, close), low: Math.min(open, close) };
    });
    const run = completeSubsetRegressions.start({ k: 3, window: 150, refit: 20 });
    const values = barSteps(sample).map(run);
    expect(values[210]).toBeUndefined();
    const agreed = sample
      .slice(212)
      .filter((bar, i) => Math.sign(bar.open - bar.close) === Math.sign(values[212 + i] ?? 0));
    expect(agreed.length / (sample.length - 212)).toBeGreaterThan(0.75);
    // Eight predictors without the perpetual: 56 subsets.
    expect(readingOf(run, 'subsets')).toBe(56);
    expect(readingOf(run, 'confidence')).toBe(2 * Math.abs(readingOf(run, 'risingShare') - 0.5));
    expect(Math.sign(readingOf(run, 'signal'))).toBe(Math.sign(values.at(-1) ?? NaN));
  });
});

const noise = normals(303, 240);

describe('the probability of backtest overfitting of what is run', () => {
  const params = { S: 4, max_pbo: 0.3, min_T: 8, window: 16, refit: 4 };
  const columns = [
    [0.01, 0, 0.02, -0.01, 0.01, 0, 0.02, 0.01],
    [0.02, -0.01, 0.01, 0.03, -0.02, 0.01, 0, 0.02],
    [-0.01, 0.02, 0, 0.01, 0.02, -0.02, 0.01, 0.03],
  ];
  const returnsOf = (rows: readonly (readonly number[])[], first = 'a'): MarketStep[] =>
    (rows[0] ?? []).map((_, t) => ({
      kind: 'strategy-returns',
      time: (t + 1) * MINUTE_MS,
      strategies: {
        names: rows.map((_each, k) => `${first}${k}`),
        returns: rows.map((row) => row[t] ?? NaN),
      },
    }));

  it('has the numbers of the catalogue check', () => {
    const run = probabilityOfBacktestOverfitting.start(params);
    const values = returnsOf(columns.map((row) => [...row, 0])).map(run);
    expect(values.slice(0, 8).every((each) => each === undefined)).toBe(true);
    expect(values[8]).toBeCloseTo(2 / 3, 12);
    expect(readingOf(run, 'meanLogit')).toBeCloseTo(-0.366204096223, 11);
    expect(readingOf(run, 'gate')).toBe(0);
  });

  it('lets through what is always best', () => {
    const run = probabilityOfBacktestOverfitting.start(params);
    const best = columns.map((row, k) => [...row, 0, 0].map((each) => each + (k === 1 ? 0.5 : 0)));
    expect(returnsOf(best).map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'gate')).toBe(1);
    expect(readingOf(run, 'lossProbability')).toBe(0);
  });

  it('looks at the last of the window', () => {
    const run = probabilityOfBacktestOverfitting.start({ ...params, window: 8 });
    const other = columns.map((row) => row.map((each) => -3 * each));
    const both = other.map((row, k) => [...row, ...(columns[k] ?? []), 0]);
    const values = returnsOf(both).map(run);
    expect(values[8]).toBe(backtestOverfitting(other, 4)?.probability);
    expect(values[16]).toBe(backtestOverfitting(columns, 4)?.probability);
  });

  it('begins anew with other configurations, and says nothing of one', () => {
    const run = probabilityOfBacktestOverfitting.start(params);
    returnsOf(columns.map((row) => [...row, 0])).forEach(run);
    expect(
      returnsOf(columns, 'b')
        .map(run)
        .every((each) => each === undefined),
    ).toBe(true);
    const alone = probabilityOfBacktestOverfitting.start(params);
    expect(returnsOf(columns.slice(0, 1)).map(alone).at(-1)).toBeUndefined();
  });

  describeFormulaContract(
    probabilityOfBacktestOverfitting,
    params,
    returnsOf([304, 305, 306].map((seed) => normals(seed, 30).map((z) => 0.01 * z))),
  );
});

describeFormulaContract(
  completeSubsetRegressions,
  { k: 3, window: 30, refit: 10 },
  barSteps(walkBars(307, 110)),
);
