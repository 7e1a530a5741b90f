import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { fourierCoefficients } from './daily-fourier.ts';
import { dayMultipliers, flexibleFourierVolatility, meanLogLevels } from './flexible-fourier-volatility.ts';

const HOUR_MS = 3_600_000;
const { defaults } = flexibleFourierVolatility;
const HOURLY = { ...defaults, bars_per_day: 24, harmonics: 1, window: 2 };
const LEVELS = Float64Array.from([-1, -0.6, 0.1, 0.9, 1.2, 0.5, -0.2, -0.9]);

/** Hourly bars: the last of a day, then those with these returns. */
const hours = (returns: readonly number[]) =>
  barsOfReturns(returns).map((bar, index) => ({
    ...bar,
    openTime: unixMs((23 + index) * HOUR_MS),
    intervalMs: HOUR_MS,
  }));

describe('the Fourier shape of a day', () => {
  it('has the coefficients and multipliers of the catalogue check', () => {
    const coefficients = [...fourierCoefficients(LEVELS, 2)];
    [0, -0.891941738242, -0.610875721064, 0.025, 0.075].forEach((each, i) =>
      expect(coefficients[i]).toBeCloseTo(each, 11),
    );
    const expected = [
      0.567029320413, 0.676071852804, 0.988421341068, 1.4695449752, 1.64100383854, 1.24535397105,
      0.810268260552, 0.60230644036,
    ];
    dayMultipliers(LEVELS, 2).forEach((each, i) => expect(each).toBeCloseTo(expected[i] ?? NaN, 10));
  });

  it('levels each bar by its day and takes the mean of the days', () => {
    // Two days of two returns with a mean of zero: squares 1 and 1, then 1 and 9, levels over 1 and 5.
    const levels = [...meanLogLevels(Float64Array.from([1, -1, -3, 3].map((each) => each / 100)), 2)];
    expect(levels[0]).toBeCloseTo(0, 12);
    expect(levels[1]).toBeCloseTo(0, 12);
    const uneven = [...meanLogLevels(Float64Array.from([1, -3, 3, -1].map((each) => each / 100)), 2)];
    expect(uneven[0]).toBeCloseTo((Math.log(1 / 5) + Math.log(9 / 5)) / 2, 12);
  });

  it('says how volatile the hour usually is, and divides its return', () => {
    const wave = (hour: number) => Math.exp(0.8 * Math.cos((2 * Math.PI * (hour + 1)) / 24));
    const returns = Array.from({ length: 48 + 24 }, (_, i) => {
      return (i % 2 === 0 ? 0.001 : -0.001) * wave(i % 24);
    });
    const run = flexibleFourierVolatility.start(HOURLY);
    const bars = hours(returns);
    const values = bars.map(run);
    const mean =
      Array.from({ length: 24 }, (_, hour) => wave(hour)).reduce((sum, each) => sum + each, 0) / 24;
    expect(values[48]).toBeUndefined();
    expect(values[49]).toBeCloseTo(wave(0) / mean, 2);
    expect(values[49 + 12]).toBeCloseTo(wave(12) / mean, 2);
    expect(run.readings?.['next']?.()).toBeCloseTo(wave(0) / mean, 2);
    expect(Math.abs(run.readings?.['deseasonalizedReturn']?.() ?? 0)).toBeCloseTo(0.001 * mean, 5);
  });

  it('leaves out a day with a missing bar, and bars of another length', () => {
    const bars = hours(normals(7, 100).map((z) => 0.001 * z));
    const withHole = bars.filter((_, index) => index !== 30).map(flexibleFourierVolatility.start(HOURLY));
    expect(withHole.findIndex((each) => each !== undefined)).toBe(1 + 3 * 24 - 1);
    const minutes = barsOfReturns(normals(7, 100).map((z) => 0.001 * z));
    expect(minutes.map(flexibleFourierVolatility.start(HOURLY)).at(-1)).toBeUndefined();
  });

  it('refuses more waves than the bars of a day can carry', () => {
    expect(() => flexibleFourierVolatility.start({ ...HOURLY, harmonics: 12 })).toThrow(
      'bars_per_day must be above twice the harmonics, was 24',
    );
  });
});

describeFormulaContract(flexibleFourierVolatility, HOURLY, hours(normals(9, 140).map((z) => 0.001 * z)));
