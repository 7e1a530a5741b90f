import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { archLm, LagrangeMultiplier } from './arch-lm.ts';

describe('the test of changing volatility', () => {
  it('gives the number of the catalogue check', () => {
    expect(new LagrangeMultiplier(50, 2).of(Float64Array.from(normals(4, 50)))).toBeCloseTo(
      0.730077160937,
      9,
    );
  });

  it('takes the mean off the returns and tests again every k bars', () => {
    const returns = normals(4, 61).map((z) => 0.002 + 0.01 * z);
    const run = archLm.start({ n: 60, q: 2, k: 5 });
    const values = barsOfReturns(returns).map(run);
    const window = returns.slice(0, 60);
    const mean = window.reduce((sum, each) => sum + each, 0) / 60;
    const expected = new LagrangeMultiplier(60, 2).of(Float64Array.from(window, (each) => each - mean));
    expect(values[60]).toBeCloseTo(expected ?? NaN, 8);
    expect(values[61]).toBe(values[60]);
  });

  it('sees that large moves come together', () => {
    const returns = normals(9, 200).map((z, t) => (t % 50 < 25 ? 0.02 : 0.002) * z);
    const run = archLm.start({ n: 200, q: 3, k: 1 });
    barsOfReturns(returns).forEach(run);
    expect(readingOf(run, 'pValue')).toBeLessThan(0.01);
  });

  it('has no value where every move has the same size', () => {
    const run = archLm.start({ n: 20, q: 2, k: 1 });
    const still = barsOfReturns(Array.from({ length: 30 }, () => 0)).map(run);
    expect(still.every((value) => value === undefined)).toBe(true);
    expect(readingOf(run, 'pValue')).toBeNaN();
  });
});

describeFormulaContract(archLm, { n: 30, q: 2, k: 3 }, walkBars(50, 60));
