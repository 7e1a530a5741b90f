import { describe, expect, it } from 'vitest';
import { deflatedSharpe } from '../../numerics/deflated-sharpe.ts';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { MarketStep } from '../formula.ts';
import { deflatedBest, deflatedSharpeRatio } from './deflated-sharpe-ratio.ts';

const DAY_MS = 86_400_000;
const { defaults } = deflatedSharpeRatio;

/** Days of strategies with these daily log returns, each closing at midnight. */
const days = (record: Readonly<Record<string, readonly number[]>>): MarketStep[] => {
  const names = Object.keys(record);
  return (record[names[0] ?? ''] ?? []).map((_, day) => ({
    kind: 'strategy-returns',
    time: (day + 1) * DAY_MS,
    strategies: { names, returns: names.map((name) => record[name]?.[day] ?? 0) },
  }));
};
const noise = (seed: number, count: number, drift = 0) => normals(seed, count).map((z) => 0.01 * z + drift);

describe('the deflated Sharpe ratio of strategies', () => {
  it('gives the numbers of the catalogue check', () => {
    const measured = { sharpe: 0.15811388, count: 1250, skewness: -3, kurtosis: 10 };
    expect(deflatedSharpe(measured, { trials: 100, variance: 0.002 })).toBeCloseTo(0.90039682023, 9);
  });

  it('is that of the best, with all as trials', () => {
    const record = { first: noise(1, 60), second: noise(2, 60, 0.004), third: noise(3, 60) };
    const run = deflatedSharpeRatio.start(defaults);
    const value = days(record).map(run).at(-1);
    const simple = Object.values(record).map((each) => each.map(Math.expm1));
    const sharpes = simple.map((each) => {
      const { count, mean, variance } = sampleShape(each);
      return mean / Math.sqrt((variance * count) / (count - 1));
    });
    const { count, kurtosis, skewness } = sampleShape(simple[1] ?? []);
    const spread = sampleShape(sharpes);
    expect(sharpes[1]).toBe(Math.max(...sharpes));
    expect(readingOf(run, 'sharpe')).toBeCloseTo(sharpes[1] ?? NaN, 12);
    const measured = { sharpe: sharpes[1] ?? NaN, count, kurtosis, skewness };
    const expected = deflatedSharpe(measured, { trials: 3, variance: (spread.variance * 3) / 2 });
    expect(value).toBeCloseTo(expected ?? NaN, 12);
    expect(readingOf(run, 'gate')).toBe(value);
  });

  it('lets one leave paper trading that is beyond luck, and none that is not', () => {
    const strong = deflatedSharpeRatio.start(defaults);
    days({ first: noise(1, 200, 0.005) }).forEach(strong);
    expect(readingOf(strong, 'passes')).toBe(1);
    const tried = deflatedSharpeRatio.start({ ...defaults, trials: 1000 });
    days({ first: noise(1, 200, 0.001), second: noise(5, 200) }).forEach(tried);
    expect(readingOf(tried, 'passes')).toBe(0);
    expect(readingOf(tried, 'expectedMaximum')).toBeGreaterThan(0);
  });

  it('has no value where the spread of many trials is not known', () => {
    const run = deflatedSharpeRatio.start({ ...defaults, trials: 5 });
    expect(days({ first: noise(1, 10) }).map(run)).toEqual(Array(10).fill(undefined));
    expect(readingOf(run, 'gate')).toBe(1);
    expect(readingOf(run, 'passes')).toBe(0);
  });

  it('keeps a strategy that was stopped as a trial, but not as the best', () => {
    const both = days({ lucky: noise(1, 30, 0.01), steady: noise(2, 30) });
    const alone = days({ steady: noise(6, 10) }).map((step) => ({ ...step, time: step.time + 30 * DAY_MS }));
    const run = deflatedSharpeRatio.start(defaults);
    both.forEach(run);
    const before = readingOf(run, 'sharpe');
    alone.forEach(run);
    expect(before).toBeGreaterThan(0.5);
    expect(readingOf(run, 'sharpe')).toBeLessThan(0.5);
    expect(readingOf(run, 'expectedMaximum')).toBeGreaterThan(0.3);
  });

  it('keeps what a strategy earned on the day on which it was stopped', () => {
    const both = noise(7, 10);
    const run = deflatedSharpeRatio.start(defaults);
    const other = noise(8, 12);
    const told = (hour: number, record: Readonly<Record<string, number>>): MarketStep => ({
      kind: 'strategy-returns',
      time: hour * 3_600_000,
      strategies: { names: Object.keys(record), returns: Object.values(record) },
    });
    both.forEach((stopped, day) => run(told(24 * (day + 1), { stopped, steady: other[day] ?? 0 })));
    // It loses a tenth before noon and is taken out.
    run(told(10 * 24 + 12, { stopped: -0.1, steady: 0.001 }));
    run(told(11 * 24, { steady: 0.002 }));
    const expected = deflatedBest(
      [[...both, -0.1].map(Math.expm1), [...other.slice(0, 10), 0.003].map(Math.expm1)],
      1,
      (place) => place === 1,
    );
    expect(readingOf(run, 'expectedMaximum')).toBeCloseTo(expected?.expectedMaximum ?? NaN, 12);
  });

  it('adds up the bars of a day', () => {
    const hourly = noise(4, 240);
    const run = deflatedSharpeRatio.start(defaults);
    const value = hourly
      .map((each, hour) =>
        run({
          kind: 'strategy-returns',
          time: (hour + 1) * 3_600_000,
          strategies: { names: ['first'], returns: [each] },
        }),
      )
      .at(-1);
    const daily = Array.from({ length: 10 }, (_, day) =>
      Math.expm1(hourly.slice(24 * day, 24 * day + 24).reduce((sum, each) => sum + each, 0)),
    );
    expect(value).toBeCloseTo(deflatedBest([daily], 1)?.probability ?? NaN, 12);
  });
});

describeFormulaContract(
  deflatedSharpeRatio,
  { ...defaults, window: 10 },
  days({ first: noise(310, 30), second: noise(311, 30) }),
);
