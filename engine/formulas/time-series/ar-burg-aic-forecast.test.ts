import { describe, expect, it } from 'vitest';
import { BurgRecursion } from '../../numerics/burg.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { arBurgAicForecast, AutoregressionChoice } from './ar-burg-aic-forecast.ts';

const turning = (count: number): number[] => {
  const returns: number[] = [];
  normals(8, count).forEach((z, t) => returns.push(-0.8 * (returns[t - 1] ?? 0) + 0.01 * z));
  return returns;
};

describe('the forecast by the method of Burg', () => {
  it('rests on the coefficients of the catalogue check', () => {
    const raw = [1, 3, 2, 5, 4, 6, 5, 8];
    const recursion = new BurgRecursion(8, 2);
    const { models, variances } = recursion;
    recursion.solve(Float64Array.from(raw, (each) => each - 4.25));
    expect(models[2]?.[0]).toBeCloseTo(0.14251099459, 9);
    expect(models[2]?.[1]).toBeCloseTo(0.61962892811, 9);
    expect(variances[2]).toBeCloseTo(2.35002083835, 9);
  });

  it('forecasts a turn where every move turned back', () => {
    const returns = turning(120);
    const run = arBurgAicForecast.start({ n: 120, pmax: 4, k: 5 });
    const value = barsOfReturns(returns).map(run).at(-1) ?? NaN;
    const model = new AutoregressionChoice(120, 4).of(Float64Array.from(returns));
    if (model === undefined) throw new Error('the model exists');
    const expected = [...model.coefficients].reduce(
      (sum, each, j) => sum + each * ((returns[119 - j] ?? 0) - model.mean),
      model.mean,
    );
    expect(value).toBeCloseTo(expected, 12);
    expect(Math.sign(value)).toBe(-Math.sign(returns[119] ?? 0));
    expect(Math.sign(readingOf(run, 'signal'))).toBe(Math.sign(value));
    expect(readingOf(run, 'confidence')).toBe(1);
    expect(readingOf(run, 'order')).toBeGreaterThanOrEqual(1);
  });

  it('keeps its coefficients between fits', () => {
    const returns = turning(43);
    const run = arBurgAicForecast.start({ n: 40, pmax: 1, k: 10 });
    const values = barsOfReturns(returns).map(run);
    const model = new AutoregressionChoice(40, 1).of(Float64Array.from(returns.slice(0, 40)));
    const last = (returns[42] ?? 0) - (model?.mean ?? NaN);
    expect(values.at(-1)).toBeCloseTo((model?.mean ?? NaN) + (model?.coefficients[0] ?? NaN) * last, 12);
  });

  it('forecasts nothing where nothing moves', () => {
    const run = arBurgAicForecast.start({ n: 20, pmax: 3, k: 5 });
    expect(
      barsOfReturns(Array.from({ length: 25 }, () => 0))
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(readingOf(run, 'confidence')).toBe(0);
  });
});

describeFormulaContract(arBurgAicForecast, { n: 30, pmax: 4, k: 3 }, walkBars(38, 60));
