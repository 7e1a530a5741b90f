import { describe, expect, it } from 'vitest';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { asDays } from '../contract-tests/day-bars.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { PastVariance, timeSeriesMomentum } from './time-series-momentum.ts';
import {
  fitVolume,
  forecastOf,
  volumeConditionedAutocorrelation,
} from './volume-conditioned-autocorrelation.ts';

describe('the momentum of one symbol', () => {
  it('measures volatility as in the catalogue check', () => {
    const variance = new PastVariance(2);
    [0, 0.03, -0.02, 0.01].forEach((each) => variance.push(each));
    expect(365 * variance.value).toBeCloseTo(0.109940591716, 10);
    expect(0.4 / Math.sqrt(365 * variance.value)).toBeCloseTo(1.20637118795, 10);
  });

  it('forgets what lies more than five centers of mass back', () => {
    const [long, short] = [new PastVariance(2), new PastVariance(2)];
    const recent = normals(300, 10);
    [0.9, -0.9, ...recent].forEach((each) => long.push(each));
    recent.forEach((each) => short.push(each));
    expect(long.value).toBeCloseTo(short.value, 12);
  });

  it('follows the past return with the volatility that is aimed at, today left out', () => {
    const params = { lookback: 20, com: 10, target: 0.4 };
    const returns = normals(301, 30).map((z) => 0.01 * z + 0.01);
    const run = timeSeriesMomentum.start(params);
    const bars = asDays(barsOfReturns(returns));
    const value = bars.map(run).at(-1) ?? NaN;
    const variance = new PastVariance(10);
    returns.slice(0, -1).forEach((each) => variance.push(Math.expm1(each)));
    expect(value).toBeCloseTo(0.4 / Math.sqrt(365 * variance.value), 9);
    const past = (bars.at(-1)?.close ?? NaN) / (bars.at(-21)?.close ?? NaN) - 1;
    const expected = past / (2 * Math.sqrt((365 * variance.value * 20) / 365));
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.min(1, expected), 9);
    expect(readingOf(run, 'confidence')).toBeCloseTo(Math.min(1, expected), 9);
    const falling = timeSeriesMomentum.start(params);
    asDays(barsOfReturns(returns.map((each) => -each))).forEach(falling);
    expect(readingOf(falling, 'signal')).toBeLessThan(0);
  });

  it('holds nothing where prices did not move', () => {
    const run = timeSeriesMomentum.start({ lookback: 5, com: 10, target: 0.4 });
    expect(
      asDays(barsOfReturns(Array(8).fill(0)))
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(readingOf(run, 'signal')).toBe(0);
    expect(readingOf(run, 'sizeHint')).toBeNaN();
  });
});

describe('autocorrelation that depends on volume', () => {
  it('is fitted as in the catalogue check', () => {
    const r = [0.01, -0.005, 0.008, -0.01, 0.004, 0.006, -0.003];
    const v = [0.2, -0.1, 0.5, 0.8, -0.3, 0.1, 0.4];
    const products = new RollingCrossProducts(4, 6);
    r.slice(1).forEach((next, i) => products.push([1, r[i] ?? 0, (v[i] ?? 0) * (r[i] ?? 0), next]));
    const fit = fitVolume(products);
    expect(fit?.constant).toBeCloseTo(0.00139672192077, 12);
    expect(fit?.slope).toBeCloseTo(-0.646697585171, 9);
    expect(fit?.volumeSlope).toBeCloseTo(-0.0127319440901, 9);
    expect(fit && forecastOf(fit, -0.003, 0.4)).toBeCloseTo(0.00335209300919, 12);
  });

  /** Bars whose moves go on by a share of `carried` where the volume is high, and turn back by it where it is low. */
  const bars = (carried: number, count: number) => {
    const noise = normals(309, count);
    const loud = (i: number) => i % 3 !== 0;
    let last = 0;
    const returns = noise.map((z, i) => (last = 0.01 * z + (loud(i) ? carried : -carried) * last));
    return barsOfReturns(returns).map((bar, i) => ({ ...bar, volumeBase: loud(i) ? 4 : 1 }));
  };
  const params = { window: 300, trend: 30, refit: 10, min_t: 1 };

  it('finds that moves go on where volume is high', () => {
    const run = volumeConditionedAutocorrelation.start(params);
    const all = bars(0.5, 600);
    const loud: boolean[] = [];
    all.slice(0, -1).forEach((bar, i) => {
      run(bar);
      const move = Math.log(bar.close / (all[i - 1]?.close ?? NaN));
      if (i > 400 && Math.abs(move) > 0.01) {
        loud.push(readingOf(run, 'signal') * move * (i % 3 !== 0 ? 1 : -1) > 0);
      }
    });
    expect(readingOf(run, 'volumeSlope')).toBeGreaterThan(0.5);
    expect(loud.filter(Boolean).length).toBeGreaterThan(0.95 * loud.length);
  });

  it('does not lean where neither slope is clear', () => {
    const run = volumeConditionedAutocorrelation.start({ ...params, min_t: 50 });
    bars(0.5, 400).forEach(run);
    expect(readingOf(run, 'signal')).toBe(0);
  });

  it('takes the volume before where nothing was traded', () => {
    const some = bars(0.3, 60).map((bar, i) => (i % 10 === 5 ? { ...bar, volumeBase: 0 } : bar));
    const run = volumeConditionedAutocorrelation.start({ ...params, window: 20, trend: 5 });
    expect(
      some
        .map(run)
        .slice(40)
        .every((value) => value !== undefined),
    ).toBe(true);
  });
});

describeFormulaContract(timeSeriesMomentum, { lookback: 10, com: 5, target: 0.4 }, asDays(walkBars(300, 30)));
describeFormulaContract(
  volumeConditionedAutocorrelation,
  { window: 20, trend: 5, refit: 3, min_t: 1 },
  walkBars(309, 50),
);
