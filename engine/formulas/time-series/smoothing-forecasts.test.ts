import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { cumulated, normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { holtLinearTrend, LevelAndTrend } from './holt-linear-trend.ts';
import { macdHistogram } from './macd-histogram.ts';
import { taylorKinematicForecast } from './taylor-kinematic-forecast.ts';
import { bestAverage, drift, exponentialAverage, slopeOf, thetaForecast } from './theta-forecast.ts';
import { TrackingSignal, triggLeachTrackingSignal } from './trigg-leach-tracking-signal.ts';

/** Bars with given log closes. */
const barsAt = (logs: readonly number[]): Bar[] =>
  walkBars(1, logs.length).map((bar, i) => ({ ...bar, close: 100 * Math.exp(logs[i] ?? 0) }));
const noise = (count: number) => normals(17, count).map((z) => 0.001 * z);
const rising = barsAt(cumulated(noise(120).map((each) => 0.005 + each)));
const falling = barsAt(cumulated(noise(120).map((each) => -0.005 + each)));
const still = barsAt(Array.from({ length: 120 }, () => 0));

describe('the linear trend of Holt', () => {
  it('gives the numbers of the catalogue check', () => {
    const smooth = new LevelAndTrend(0.5, 0.4);
    [1, 2, 3, 5].forEach((each) => smooth.push(each));
    expect(smooth.level).toBeCloseTo(3.905, 9);
    expect(smooth.trend).toBeCloseTo(0.898, 9);
  });

  it('is the level and h trends, from the close', () => {
    const run = holtLinearTrend.start(holtLinearTrend.defaults);
    const value = rising.map(run).at(-1);
    const smooth = new LevelAndTrend(0.2, 0.05);
    rising.forEach(({ close }) => smooth.push(Math.log(close)));
    expect(value).toBeCloseTo(smooth.level + 5 * smooth.trend - Math.log(rising[119]?.close ?? NaN), 12);
    expect(readingOf(run, 'trend')).toBeCloseTo(smooth.trend, 14);
  });

  it('leans with the trend, and the surer the more often it was right', () => {
    const up = holtLinearTrend.start(holtLinearTrend.defaults);
    rising.forEach(up);
    expect(readingOf(up, 'signal')).toBeGreaterThan(0.9);
    // All but the first return rise while the trend is above zero: 0.5 on its way to 1.
    expect(readingOf(up, 'confidence')).toBe(1);
    const down = holtLinearTrend.start(holtLinearTrend.defaults);
    falling.forEach(down);
    expect(readingOf(down, 'signal')).toBeLessThan(-0.9);
  });
});

describe('the theta forecast', () => {
  it('gives the number of the catalogue check', () => {
    const y = Float64Array.of(1, 2, 3, 4);
    expect(slopeOf(y)).toBeCloseTo(1, 14);
    const { level } = exponentialAverage(y, 0.5);
    expect(level).toBe(3.125);
    expect(level + drift(1, { weight: 0.5, h: 1, n: 4 })).toBeCloseTo(4.0625, 9);
  });

  it('chooses the weight that forecasts best', () => {
    expect(bestAverage(Float64Array.of(1, 2, 3, 4, 5)).weight).toBe(0.95);
    // All weights miss by the same where nothing moves: the smallest.
    expect(bestAverage(new Float64Array(5)).weight).toBe(0.05);
    const around = Float64Array.from({ length: 40 }, (_, t) => (t % 2 === 0 ? 1 : -1));
    expect(bestAverage(around).weight).toBeLessThan(0.2);
  });

  it('sees a rise go on by half', () => {
    const run = thetaForecast.start({ n: 60, h: 5 });
    expect(rising.map(run).at(-1)).toBeGreaterThan(0);
    expect(readingOf(run, 'signal')).toBeGreaterThan(0.5);
    expect(readingOf(run, 'confidence')).toBe(1);
    expect(readingOf(run, 'slope')).toBeCloseTo(0.005, 3);
  });

  it('stays where nothing moves', () => {
    const run = thetaForecast.start({ n: 20, h: 5 });
    expect(still.map(run).at(-1)).toBeCloseTo(0, 14);
    expect(readingOf(run, 'confidence')).toBeCloseTo(0, 14);
  });
});

describe('the tracking signal', () => {
  it('gives the numbers of the catalogue check', () => {
    const tracking = new TrackingSignal(0.5, 0);
    [1, 2, 4].forEach((each) => tracking.push(each));
    expect(tracking.value).toBe(1);
    expect(tracking.forecast).toBe(4);
  });

  it('is one while the price runs away from its forecasts, and zero while it stands', () => {
    const run = triggLeachTrackingSignal.start({ beta: 0.2 });
    expect(
      barsAt(Array.from({ length: 30 }, (_, t) => -0.01 * t))
        .map(run)
        .at(-1),
    ).toBeCloseTo(-1, 12);
    expect(readingOf(run, 'signal')).toBeCloseTo(-1, 12);
    expect(readingOf(run, 'confidence')).toBe(1);
    expect(still.map(triggLeachTrackingSignal.start({ beta: 0.2 })).at(-1)).toBe(0);
  });
});

describe('the histogram of the moving-average convergence', () => {
  it('leans up where a rise gathers speed, and is half as sure against the trend', () => {
    const faster = barsAt(Array.from({ length: 80 }, (_, t) => 1e-5 * t * t));
    const run = macdHistogram.start({ fast: 3, slow: 6, sig: 2 });
    expect(faster.map(run).at(-1)).toBeGreaterThan(0);
    expect(readingOf(run, 'signal')).toBeGreaterThan(0);
    const whole = readingOf(run, 'confidence');
    expect(whole).toBeGreaterThan(0.3);
    const slower = barsAt(Array.from({ length: 80 }, (_, t) => 0.02 * Math.sqrt(t)));
    const other = macdHistogram.start({ fast: 3, slow: 6, sig: 2 });
    slower.forEach(other);
    expect(readingOf(other, 'signal')).toBeLessThan(0);
    expect(readingOf(other, 'macd')).toBeGreaterThan(0);
    expect(readingOf(other, 'confidence')).toBeLessThanOrEqual(0.5);
  });
});

describe('the kinematic forecast', () => {
  it('carries on a smoothed cube as in the catalogue check', () => {
    // Without smoothing (span 1) the log price itself: 1e-3 times the cubes, and then noise to measure against.
    const logs = [...noise(30), ...[1, 8, 27, 64, 125].map((each) => each / 1000)];
    const run = taylorKinematicForecast.start({ span: 1, h: 1, n: 10 });
    expect(barsAt(logs).map(run).at(-1)).toBeCloseTo((216 - 125) / 1000, 9);
    const found = ['velocity', 'acceleration', 'jerk', 'snap'].map((name) => readingOf(run, name));
    expect(found).toEqual([0.061, 0.024, 0.006, 0].map((each) => expect.closeTo(each, 9)));
    expect(readingOf(run, 'signal')).toBeGreaterThan(0.99);
    expect(readingOf(run, 'confidence')).toBe(1);
  });

  it('is half as sure where the speed falls', () => {
    const slowing = [1, 28, 45, 55, 62].map((each) => each / 1000);
    const run = taylorKinematicForecast.start({ span: 1, h: 1, n: 10 });
    barsAt([...noise(30), ...slowing]).forEach(run);
    expect(readingOf(run, 'velocity')).toBeGreaterThan(0);
    expect(readingOf(run, 'acceleration')).toBeLessThan(0);
    expect(readingOf(run, 'confidence')).toBeLessThanOrEqual(0.5);
  });

  it('has no value where nothing ever moved', () => {
    expect(still.map(taylorKinematicForecast.start({ span: 2, h: 1, n: 10 })).at(-1)).toBeUndefined();
  });
});

const inputs = walkBars(43, 60);
describeFormulaContract(holtLinearTrend, { alpha: 0.2, beta: 0.1, h: 5 }, inputs);
describeFormulaContract(thetaForecast, { n: 20, h: 5 }, inputs);
describeFormulaContract(triggLeachTrackingSignal, { beta: 0.2 }, inputs);
describeFormulaContract(macdHistogram, { fast: 3, slow: 6, sig: 2 }, inputs);
describeFormulaContract(taylorKinematicForecast, { span: 4, h: 3, n: 20 }, inputs);
