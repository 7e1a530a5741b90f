import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { dailyForecast, harFit, harRealizedVariance, harRow } from './har-rv.ts';

const FOUR_HOURS_MS = 14_400_000;
const fourHourBars = (seed: number, count: number) =>
  walkBars(seed, count).map((bar, index) => ({
    ...bar,
    openTime: unixMs(index * FOUR_HOURS_MS),
    intervalMs: FOUR_HOURS_MS,
  }));
const params = { n: 500, bar: 14_400, target: 0.4 };

describe('the HAR forecast of realized variance', () => {
  it('finds the coefficients of the catalogue check again', () => {
    const variances = normals(33, 40).map(Math.exp);
    const coefficients = [0.1, 0.4, 0.3, 0.2];
    // Replaces each day from the 23rd on by what the rule makes of the days before it.
    const noiseFree = [...variances];
    for (let day = 22; day < 40; day += 1) {
      const row = harRow(noiseFree, day - 1);
      noiseFree[day] = Math.exp(row.reduce((sum, x, i) => sum + x * (coefficients[i] ?? 0), 0));
    }
    const fit = harFit(noiseFree);
    coefficients.forEach((each, i) => expect(fit?.coefficients[i]).toBeCloseTo(each, 6));
    expect(fit?.residualVariance).toBeCloseTo(0, 12);
  });

  it('is the mean of 22 days until 60 are known', () => {
    const variances = Array.from({ length: 30 }, (_, day) => day + 1);
    expect(dailyForecast(variances.slice(0, 21))).toBeUndefined();
    expect(dailyForecast(variances)).toBeCloseTo((9 + 30) / 2, 12);
  });

  it('falls back on that mean where the days do not differ', () => {
    expect(dailyForecast(Array.from({ length: 70 }, () => 4e-4))).toBeCloseTo(4e-4, 12);
  });

  it('holds the forecast of a day until the next begins', () => {
    const values = fourHourBars(3, 23 * 6 + 1).map(harRealizedVariance.start(params));
    expect(values.slice(0, 132).every((value) => value === undefined)).toBe(true);
    expect(new Set(values.slice(132, 138)).size).toBe(1);
    expect(values[138]).not.toBe(values[137]);
  });

  it('leaves out a day of which too little was seen', () => {
    const bars = fourHourBars(3, 24 * 6);
    const withHole = bars.filter((_, index) => index < 60 || index > 63);
    const values = withHole.map(harRealizedVariance.start(params));
    expect(values.findIndex((value) => value !== undefined)).toBe(23 * 6 - 4);
  });
});

describeFormulaContract(harRealizedVariance, params, fourHourBars(21, 70 * 6));
