import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { betaWeights, fitMidas, midasBetaVolatility, weightedPast } from './midas-beta-volatility.ts';

const SIX_HOURS_MS = 21_600_000;
const params = { K: 2, window: 8, refit: 3, horizon: 2, target: 0.3, bar: 21_600 };
/** Bars of six hours, so that a day has four returns. */
const days = (returns: readonly number[]) =>
  barsOfReturns(returns).map((bar, i) => ({
    ...bar,
    openTime: unixMs(i * SIX_HOURS_MS),
    intervalMs: SIX_HOURS_MS,
  }));

describe('beta weights', () => {
  it('are those of the catalogue check', () => {
    const weights = betaWeights(3, 4);
    [0.533333333333, 0.3, 0.133333333333, 0.0333333333333].forEach((each, i) =>
      expect(weights[i]).toBeCloseTo(each, 11),
    );
    // 0.5 is the newest.
    expect(weightedPast([0.3, 0.6, 0.4, 0.5], 3, weights)).toBeCloseTo(0.476666666667, 11);
  });

  it('are equal for a parameter of 1', () => {
    expect([...betaWeights(1, 4)]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});

describe('the MIDAS regression', () => {
  it('finds the weights, the constant and the slope that made the variances', () => {
    const powers = Float64Array.from(normals(4, 60), (z) => Math.exp(0.3 * z));
    const weights = betaWeights(4, 5);
    // Each day's variance is known from the five days before it.
    const variances = powers.map((_, day) =>
      day < 5 ? 1 : 0.5 + 2 * weightedPast(powers, day - 1, weights),
    );
    const model = fitMidas(powers, variances, { lags: 5, ahead: 1 });
    expect(model?.theta).toBe(4);
    expect(model?.constant).toBeCloseTo(0.5, 9);
    expect(model?.slope).toBeCloseTo(2, 9);
    expect(model?.least).toBe(Math.min(...variances.subarray(5)));
  });

  it('does not exist where nothing changes', () => {
    expect(fitMidas(new Float64Array(20).fill(1), new Float64Array(20).fill(1), { lags: 3, ahead: 1 })).toBe(
      undefined,
    );
  });
});

describe('the MIDAS volatility', () => {
  it('comes with the first close after a whole window and stays during the day', () => {
    const run = midasBetaVolatility.start(params);
    const values = days(normals(6, 40).map((z) => 0.01 * z)).map(run);
    const first = values.findIndex((each) => each !== undefined);
    expect(first).toBe(32);
    expect(new Set(values.slice(32, 36)).size).toBe(1);
    expect(values[36]).not.toBe(values[35]);
    expect(readingOf(run, 'scale')).toBeCloseTo(Math.min(2, 0.3 / (values.at(-1) ?? NaN)), 12);
  });
});

describeFormulaContract(midasBetaVolatility, params, days(normals(6, 48).map((z) => 0.01 * z)));
