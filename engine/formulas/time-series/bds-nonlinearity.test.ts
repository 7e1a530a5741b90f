import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bdsNonlinearity, bdsStatistic } from './bds-nonlinearity.ts';

describe('the test of dependence of any kind', () => {
  it('gives the number of the catalogue check', () => {
    expect(bdsStatistic(Float64Array.from(normals(6, 40)), 1.5)).toBeCloseTo(-1.08454997369, 9);
  });

  it('sees what lies behind a map that looks like noise', () => {
    // The logistic map has no autocorrelation at all.
    let x = 0.3;
    const returns = Array.from({ length: 120 }, () => 0.02 * ((x = 4 * x * (1 - x)) - 0.5));
    const run = bdsNonlinearity.start({ n: 120, e: 0.7, k: 1 });
    expect(barsOfReturns(returns).map(run).at(-1)).toBeGreaterThan(10);
    expect(readingOf(run, 'gate')).toBeCloseTo(1, 9);
  });

  it('keeps six tenths where nothing can be shown', () => {
    const run = bdsNonlinearity.start({ n: 40, e: 1.5, k: 1 });
    expect(
      barsOfReturns(normals(6, 40).map((z) => 0.01 * z))
        .map(run)
        .at(-1),
    ).toBeLessThan(0);
    expect(readingOf(run, 'gate')).toBe(0.6);
  });

  it('has no value where nothing moves', () => {
    expect(bdsStatistic(new Float64Array(30), 1.5)).toBeUndefined();
  });
});

describeFormulaContract(bdsNonlinearity, { n: 30, e: 1.5, k: 5 }, walkBars(59, 60));
