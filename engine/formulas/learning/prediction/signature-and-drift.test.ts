import { describe, expect, it } from 'vitest';
import type { Bar } from '../../../domain/market/bar.ts';
import { unixMs } from '../../../domain/units/time.ts';
import { RecursiveLeastSquares } from '../../../numerics/recursive-least-squares.ts';
import { walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { StandardizedReturns } from '../protocol/standardized-returns.ts';
import { HourlyFactors } from './hourly-factors.ts';
import { integralAlong, signatureLevyArea } from './signature-levy-area.ts';
import { sixFactorHourlyDrift } from './six-factor-hourly-drift.ts';

const HOUR_MS = 3_600_000;
const { defaults } = signatureLevyArea;
const deviationOf = (values: readonly number[]) => {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
};

/** The thirteen terms of the definition, by the words of it. */
function thirteenTerms(bars: readonly Bar[], n: number): number[] {
  const prices = bars.map(({ close }) => Math.log(close));
  let flow = 0;
  const flows = bars.map(({ buyVolumeBase, volumeBase }) => (flow += 2 * buyVolumeBase - volumeBase));
  const steps = (levels: readonly number[]) => {
    const scale = deviationOf(levels.slice(-500));
    return levels
      .slice(-n)
      .map((each, i, last) => (each - (levels[levels.length - last.length + i - 1] ?? NaN)) / scale);
  };
  const channels = [steps(prices), steps(flows), Array.from({ length: n }, () => 1 / n)];
  const totals = channels.map((each) => each.reduce((sum, step) => sum + step, 0));
  return [...totals, ...channels.flatMap((a) => channels.map((b) => integralAlong(a, b))), 1];
}

describe('the signature of price and flow', () => {
  it('has the terms of the catalogue check', () => {
    const x = [1, 1, 0];
    const y = [0, 1, 1];
    expect(integralAlong(x, y)).toBe(3.5);
    expect(integralAlong(y, x)).toBe(0.5);
    expect((integralAlong(x, y) - integralAlong(y, x)) / 2).toBe(1.5);
  });

  it('forecasts what thirteen terms would', () => {
    const params = { ...defaults, n: 6 };
    const run = signatureLevyArea.start(params);
    const bars = decidedBars(293, 120);
    const model = new RecursiveLeastSquares(13, params.forget, 1);
    const returns = new StandardizedReturns();
    let before: number[] | undefined;
    const differences = bars.map((bar, i) => {
      const value = run(bar);
      const z = returns.next(bar.close);
      if (before !== undefined) model.learn(before, z);
      before = i < 6 ? undefined : thirteenTerms(bars.slice(0, i + 1), 6);
      return before === undefined ? 0 : Math.abs((value ?? NaN) - model.predict(before));
    });
    expect(Math.max(...differences)).toBeLessThan(1e-9);
  });

  it.each([0.9, 0.1])('learns that a share of %d of the moves goes on', (momentum) => {
    const run = signatureLevyArea.start({ ...defaults, n: 2 });
    const bars = decidedBars(7, 1500, momentum);
    const hits = bars.filter((bar, i) => {
      run(bar);
      const next = bars[i + 1];
      return i >= 1000 && next !== undefined && readingOf(run, 'signal') * (next.close - bar.close) > 0;
    });
    expect(hits.length / 499).toBeGreaterThan(0.85);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.1);
  });

  it('tells whether price or flow went first', () => {
    const area = (flowLag: number) => {
      const run = signatureLevyArea.start({ ...defaults, n: 20 });
      const bars = walkBars(3, 60).map((bar, i) => {
        const rises = Math.floor(i / 10) % 2 === 0 ? 1 : -1;
        const buys = Math.floor((i - flowLag) / 10) % 2 === 0 ? 0.9 : 0.1;
        const close = 100 * Math.exp(0.01 * (rises > 0 ? i % 10 : 10 - (i % 10)));
        return { ...bar, close, volumeBase: 1, buyVolumeBase: buys };
      });
      bars.forEach(run);
      return readingOf(run, 'area');
    };
    expect(area(4)).toBeGreaterThan(0);
    expect(area(-4)).toBeLessThan(0);
  });

  it('does without flow where bars do not tell it', () => {
    const run = signatureLevyArea.start({ ...defaults, n: 5 });
    const bars = walkBars(4, 30).map((bar) => ({ ...bar, buyVolumeBase: 0, tradeCount: 0 }));
    expect(bars.map(run).at(-1)).toBeDefined();
    expect(readingOf(run, 'area')).toBe(0);
  });
});

/** Hourly bars from Thursday, 1 January 1970 on. */
const asHours = (bars: readonly Bar[]): Bar[] =>
  bars.map((bar, i) => ({ ...bar, openTime: unixMs(i * HOUR_MS), intervalMs: HOUR_MS }));

describe('the hourly drift', () => {
  it('learns as the catalogue check does', () => {
    const model = new RecursiveLeastSquares(2, 1, 0.1, 0.2);
    model.learn([1, 0.5], 0.2);
    model.learn([-0.5, 1], -0.1);
    model.learn([0.3, -0.2], 0.05);
    expect(model.weights[0]).toBeCloseTo(0.023364577231, 10);
    expect(model.weights[1]).toBeCloseTo(-0.000761570005858, 10);
  });

  it('describes an hour by its factors', () => {
    const factors = new HourlyFactors();
    const bars = asHours(walkBars(294, 58));
    bars.forEach((bar) => factors.push(bar));
    const closes = bars.map(({ close }) => close);
    const returns = closes.slice(1).map((close, i) => Math.log(close / (closes[i] ?? NaN)));
    const sigma = deviationOf(returns.slice(-24)) * Math.sqrt(24 / 23);
    const day = closes.slice(-24);
    const volumes = bars.slice(-24).map(({ volumeBase }) => volumeBase);
    const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
    expect(factors.volatility).toBeCloseTo(sigma, 12);
    expect(factors.values[0]).toBeCloseTo((returns.at(-1) ?? NaN) / sigma, 9);
    expect(factors.values[2]).toBeCloseTo(Math.log((volumes.at(-1) ?? NaN) / mean(volumes)), 9);
    // The 58th hour ends on Saturday at ten o'clock.
    expect(factors.values[3]).toBeCloseTo(Math.sin((2 * Math.PI * 10) / 24), 9);
    expect(factors.values[4]).toBeCloseTo(Math.cos((2 * Math.PI * 10) / 24), 9);
    expect(factors.values[5]).toBe(1);
    const above = ((closes.at(-1) ?? NaN) / mean(day) - 1) / sigma;
    expect(factors.values[6]).toBeCloseTo(Math.max(-4, -above), 9);
    expect(factors.values[7]).toBe(1);
  });

  it('leans where it expects more than the gate, and is not believed before its warm-up', () => {
    const params = { ...sixFactorHourlyDrift.defaults, ridge: 1, gate: 0.001 };
    const run = sixFactorHourlyDrift.start(params);
    const bars = asHours(decidedBars(9, 600, 0.95));
    bars.slice(0, 239).forEach(run);
    expect(readingOf(run, 'confidence')).toBe(0);
    const said = bars.slice(239).map((bar, i) => {
      const value = run(bar) ?? NaN;
      const next = bars[240 + i];
      const move = next === undefined ? 0 : Math.log(next.close / bar.close);
      return { value, signal: readingOf(run, 'signal'), move };
    });
    expect(said.filter(({ move, signal }) => signal * move > 0).length).toBeGreaterThan(0.75 * said.length);
    const { signal = NaN, value = NaN } = said.at(-1) ?? {};
    expect(signal).toBeCloseTo(
      Math.sign(value) * Math.min(1, Math.max(0, (Math.abs(value) - 0.001) / 0.001)),
      12,
    );
    expect(readingOf(run, 'confidence')).toBeCloseTo(Math.min(1, Math.abs(value) / 0.003), 12);
  });

  it('forecasts over several hours when it is told to', () => {
    const drifting = asHours(decidedBars(10, 200, 0.5)).map((bar, i) => ({
      ...bar,
      close: 100 * 1.002 ** i * (i % 2 === 0 ? 1 : 1.001),
    }));
    const over = (horizon: number) =>
      drifting
        .map(sixFactorHourlyDrift.start({ ...sixFactorHourlyDrift.defaults, ridge: 0.01, horizon }))
        .at(-1) ?? NaN;
    expect(over(4)).toBeGreaterThan(0.006);
    expect(over(4)).toBeLessThan(0.01);
    expect(over(1)).toBeLessThan(0.004);
  });
});

describeFormulaContract(signatureLevyArea, { ...defaults, n: 8, warmup: 12 }, decidedBars(1, 40));
describeFormulaContract(
  sixFactorHourlyDrift,
  { ...sixFactorHourlyDrift.defaults, warmup: 30 },
  asHours(walkBars(294, 45)),
);
